#!/usr/bin/perl
# nginx-site.pl [--insert | --delete] HOST FILE
#
# Looks in an nginx site file for the server block of Jitsi Meet and its line that includes the drop-ins. Prints
#   none            no server block for HOST in this file
#   included LINE   the line is there, before all locations
#   late LINE TO    the line is there, but behind locations: expressions are tried in order, so it must go to TO
#   missing TO      the line is not there and belongs above line TO
# With --insert, prints the file with the line in its place; with --delete, without the line that --insert added.
use strict;
use warnings;

my $include = '/etc/jitsi/meet/jaas/*.conf';
my $added = "include $include;  # added by jitsi-ldap-login";

my $action = @ARGV && $ARGV[0] =~ /^--(insert|delete)$/ ? (shift @ARGV, $1)[1] : 'look';
my ($host, $file) = @ARGV;
die "usage: nginx-site.pl [--insert | --delete] HOST FILE\n" unless defined $file;
open my $input, '<:raw', $file or die "$file: $!\n";
my $text = do { local $/; <$input> };

if ($action eq 'delete') {
    $text =~ s/^[ \t]*\Q$added\E\n//mg;
    print $text;
    exit 0;
}

# The file as directives: a block has 'inside', every one its words and its line.
my @stack = ({ inside => [] });
my ($line, @words, $first_line) = (1);
for ($text) {
    pos = 0;
    while (pos() < length) {
        my $from = pos;
        if (/\G\s+/gc || /\G#[^\n]*/gc) { }
        elsif (/\G;/gc) {
            push @{ $stack[-1]{inside} }, { words => [@words], line => $first_line } if @words;
            @words = ();
        }
        elsif (/\G\{/gc) {
            my $block = { words => [@words], line => $first_line // $line, inside => [] };
            push @{ $stack[-1]{inside} }, $block;
            push @stack, $block;
            @words = ();
        }
        elsif (/\G\}/gc) { $stack[-1]{end} = $line; pop @stack if @stack > 1; @words = () }
        elsif (/\G"((?:[^"\\]|\\.)*)"/gcs || /\G'((?:[^'\\]|\\.)*)'/gcs || /\G((?:\$\{[^}]*\}|\\.|[^\s;{}])+)/gcs) {
            $first_line = $line unless @words;
            push @words, $1;
        }
        else { die "$file:$line: not understood\n" }
        $line += () = substr($text, $from, pos() - $from) =~ /\n/g;
    }
}

sub is { my ($block, $name) = @_; ($block->{words}[0] // '') eq $name }
sub named { my ($block, $name) = @_; grep { is($_, $name) } @{ $block->{inside} } }
sub all_servers {
    my ($block) = @_;
    return map { is($_, 'server') ? $_ : all_servers($_) } grep { $_->{inside} } @{ $block->{inside} };
}
sub has_tls {
    my ($server) = @_;
    return named($server, 'ssl_certificate') || grep { grep { $_ eq 'ssl' } @{ $_->{words} } } named($server, 'listen');
}

# The block that serves Jitsi: for this host and over TLS; its neighbour on port 80 only redirects. Where a proxy
# in front does the TLS, the one with the most locations.
my @servers = grep {
    grep { my @w = @{ $_->{words} }; grep { lc eq lc $host } @w[1 .. $#w] } named($_, 'server_name')
} all_servers($stack[0]);
my @with_tls = grep { has_tls($_) } @servers;
my ($server) = sort { named($b, 'location') <=> named($a, 'location') } @with_tls ? @with_tls : @servers;
unless ($server && named($server, 'location')) { print "none\n"; exit 0 }

my ($there) = grep { $_->{words}[1] =~ m{^/etc/jitsi/meet/jaas/\*} } named($server, 'include');
my ($location) = named($server, 'location');
my @lines = split /(?<=\n)/, $text;
# A comment right above the first location is about it.
my $to = $location->{line};
$to-- while $to > 1 && $lines[$to - 2] =~ /^\s*#/;

if ($action eq 'look') {
    if (!$there) { print "missing $to\n" }
    elsif ($there->{line} > $location->{line}) { print "late $there->{line} $to\n" }
    else { print "included $there->{line}\n" }
    exit 0;
}
my ($indent) = $lines[$location->{line} - 1] =~ /^([ \t]*)/;
splice @lines, $to - 1, 0, "$indent$added\n" unless $there;
print @lines;
