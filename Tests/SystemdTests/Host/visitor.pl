#!/usr/bin/perl
# Visitors of meet.example.org, through nginx and as browsers do it: they ask for the page, keep its cookies in the file
# JAR, and send its form back with all that is hidden in it.
#
#   visitor.pl ask JAR PATH                        what is answered: the status, and where it leads
#   visitor.pl login JAR USER PASSWORD [FILE]      the same for a login by a fresh browser; the form is sent once FILE
#                                                  is there
#   visitor.pl load COUNT FILE USER PASSWORD       so many visitors sign in, again and again with fresh browsers, until
#                                                  FILE is there: how often each answer came, and what was wrong
use strict;
use warnings;

my $host = 'meet.example.org';

# A room of its own each time, as the same one again and again would be a loop, or the one in $ROOM.
sub path { '/_login/to/' . ($ENV{ROOM} // join '', map { ('a' .. 'z')[rand 26] } 1 .. 12) }

# Status, address that it leads to, and body.
sub ask {
    my ($jar, $path, @options) = @_;
    open my $curl, '-|', 'curl', '-sk', '--max-time', 90, '--resolve', "$host:443:127.0.0.1", '-b', $jar, '-c', $jar,
        '-w', "\n%{http_code} %header{location}", @options, "https://$host$path"
        or die "curl: $!";
    my $answer = do { local $/; <$curl> };
    close $curl;
    my ($body, $status, $location) = $answer =~ /^(.*)\n(\d{3}) (.*)$/s;
    return ($status, $location, $body);
}

sub decoded {
    my ($text) = @_;
    $text =~ s/&#(\d+);/chr $1/ge;
    $text =~ s/&#x([0-9a-f]+);/chr hex $1/gie;
    my %named = (quot => '"', apos => "'", lt => '<', gt => '>', amp => '&');
    $text =~ s/&(quot|apos|lt|gt|amp);/$named{$1}/g;
    return $text;
}

# What is hidden in the form that asks for a password, as curl's options.
sub hidden_fields {
    my ($page) = @_;
    my ($form) = grep { /type="password"/ } $page =~ m{<form\b.*?</form>}gs;
    my @options;
    for my $input (($form // '') =~ /<input\b[^>]*>/g) {
        next unless $input =~ /\btype="hidden"/;
        my ($name) = $input =~ /\bname="([^"]*)"/ or next;
        my ($value) = $input =~ /\bvalue="([^"]*)"/;
        push @options, '--data-urlencode', decoded($name) . '=' . decoded($value // '');
    }
    return @options;
}

sub login {
    my ($jar, $user, $password, $file) = @_;
    unlink $jar;
    my $path = path();
    my ($status, $location, $page) = ask($jar, $path);
    return ("page $status", $location, $page) unless $status == 200;
    if ($file) { select undef, undef, undef, 0.02 until -e $file }
    return ask($jar, $path, '-H', "Origin: https://$host", hidden_fields($page),
        '--data-urlencode', "username=$user", '--data-urlencode', "password=$password");
}

sub load {
    my ($count, $file, @account) = @_;
    my @visitors = map {
        my $child = open my $answers, '-|';
        die "fork: $!" unless defined $child;
        unless ($child) {
            srand;
            $| = 1;
            until (-e $file) {
                my ($status, undef, $body) = login("/tmp/jar.$$", @account);
                print "$status\n";
                print STDERR "$status $body\n" unless $status eq '303';
            }
            exit 0;
        }
        $answers;
    } 1 .. $count;
    my %times;
    for my $answers (@visitors) { chomp, $times{$_}++ while <$answers> }
    print "$_ $times{$_}\n" for sort keys %times;
}

my $command = shift // '';
if ($command eq 'load') { load(@ARGV) }
elsif ($command eq 'ask') { my ($status, $location) = ask(@ARGV); print "$status $location\n" }
elsif ($command eq 'login') { my ($status, $location) = login(@ARGV); print "$status $location\n" }
else { die "what?\n" }
