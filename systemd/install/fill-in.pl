#!/usr/bin/perl
# fill-in.pl SECTION.KEY=VALUE … <config.yaml
#
# Prints the commented configuration with these values in it. A key that stands there as a comment becomes real;
# what follows a value as a comment stays.
use strict;
use warnings;

my @lines = <STDIN>;
for my $setting (@ARGV) {
    my ($section, $key, $value) = $setting =~ /^([\w-]+)\.([\w-]+)=(.*)$/s or die "not SECTION.KEY=VALUE: $setting\n";
    unless ($value =~ m{^(?:https://)?[A-Za-z][A-Za-z0-9._-]*$}) {
        die "$section.$key: a control character in the value\n" if $value =~ /[\x00-\x1f\x7f]/;
        $value =~ s/(["\\])/\\$1/g;
        $value = "\"$value\"";
    }
    my ($inside, $done) = (0, 0);
    for my $line (@lines) {
        if ($line =~ /^(\S[^:]*):/ && $line !~ /^#/) { $inside = $1 eq $section; next }
        next unless $inside;
        $line =~ s{^(\s+)(?:\#\s?)?\Q$key\E:(?=\s)[ \t]*(?:"(?:[^"\\]|\\.)*"|'[^']*'|.*?)?([ \t]+\#.*)?$}
                  {"$1$key: $value" . ($2 // '')}e or next;
        $done = 1;
        last;
    }
    die "config.yaml has no $section.$key to fill in\n" unless $done;
}
print @lines;
