#!/usr/bin/perl
# prosody-settings.pl FILE HOST KEY
#
# Prints a setting of the token-checking virtual host in a Prosody configuration file, one line a value; nothing
# where it is not set. KEY xmpp-domain is the virtual host's own name. The file is Lua: it is read by its tokens
# (comments, quotes and long brackets included) and never executed.
use strict;
use warnings;

my ($file, $host, $key) = @ARGV;
die "usage: prosody-settings.pl FILE HOST KEY\n" unless defined $key;
open my $input, '<:raw', $file or die "$file: $!\n";
my $text = do { local $/; <$input> };

# Lua 5.4 manual, 3.1: escapes of short strings.
sub unescape {
    my ($string) = @_;
    my %named = (n => "\n", t => "\t", r => "\r", a => "\a", b => "\b", f => "\f", v => "\x0b");
    $string =~ s{\\(?:z\s*|x([0-9A-Fa-f]{2})|(\d{1,3})|u\{([0-9A-Fa-f]+)\}|(.))}{
        if (defined $1) { chr hex $1 }
        elsif (defined $2) { chr($2 & 255) }
        elsif (defined $3) { my $c = chr hex $3; utf8::encode($c); $c }
        elsif (defined $4) { exists $named{$4} ? $named{$4} : $4 }
        else { '' }
    }gse;
    return $string;
}

# [kind, text], kind one of string, name, mark.
my @tokens;
for ($text) {
    pos = 0;
    while (pos() < length) {
        if (/\G\s+/gc || /\G--\[(=*)\[.*?\]\1\]/gcs || /\G--[^\n]*/gc) { next }
        if (/\G"((?:[^"\\]|\\.)*)"/gcs || /\G'((?:[^'\\]|\\.)*)'/gcs) { push @tokens, [string => unescape($1)] }
        elsif (/\G\[(=*)\[\n?(.*?)\]\1\]/gcs) { push @tokens, [string => $2] }
        elsif (/\G([A-Za-z_0-9]+)/gc) { push @tokens, [name => $1] }
        elsif (/\G(\.\.\.?|[=~<>]=|.)/gcs) { push @tokens, [mark => $1] }
    }
}

sub is {
    my ($at, $kind, $text) = @_;
    my $token = $tokens[$at] or return 0;
    return $token->[0] eq $kind && (!defined $text || $token->[1] eq $text);
}

# Settings before the first VirtualHost or Component are global, the others belong to it.
my %global;
my @hosts;
my $section = \%global;
my $depth = 0;
for (my $i = 0; $i < @tokens; $i++) {
    if (is($i, 'mark', '{')) { $depth++ }
    elsif (is($i, 'mark', '}')) { $depth-- }
    next if $depth > 0;
    if (is($i, 'name') && $tokens[$i][1] =~ /^(?:VirtualHost|Host|Component)$/) {
        my $name = $i + 1 + (is($i + 1, 'mark', '(') ? 1 : 0);
        next unless is($name, 'string');
        $section = {};
        push @hosts, [lc $tokens[$name][1], $section] if $tokens[$i][1] ne 'Component';
    }
    elsif (is($i, 'name') && is($i + 1, 'mark', '=')) {
        my ($at, @values) = ($i + 2);
        if (is($at, 'mark', '{')) {
            for ($at++; $at < @tokens && !is($at, 'mark', '}'); $at++) {
                push @values, $tokens[$at][1] if is($at, 'string');
            }
            $section->{$tokens[$i][1]} = \@values;
        }
        elsif (is($at, 'string')) {
            my $value = $tokens[$at][1];
            while (is($at + 1, 'mark', '..') && is($at + 2, 'string')) { $at += 2; $value .= $tokens[$at][1] }
            # Part of an expression that only Lua can work out: rather nothing than half of it.
            $section->{$tokens[$i][1]} = [$value] unless is($at + 1, 'mark', '..');
        }
        elsif (is($at, 'name') && $tokens[$at][1] =~ /^(?:true|false|\d+)$/) {
            $section->{$tokens[$i][1]} = [$tokens[$at][1]];
        }
    }
}

sub checks_tokens { my ($settings) = @_; ($settings->{authentication} || [''])->[0] eq 'token' }
my ($chosen) = grep { $_->[0] eq lc $host && checks_tokens($_->[1]) } @hosts;
($chosen) = grep { checks_tokens($_->[1]) } @hosts unless $chosen;
($chosen) = grep { $_->[0] eq lc $host } @hosts unless $chosen;

if ($key eq 'xmpp-domain') {
    print "$chosen->[0]\n" if $chosen;
    exit 0;
}
my $values = ($chosen && $chosen->[1]{$key}) || $global{$key} || [];
print "$_\n" for @$values;
