#!/usr/bin/perl
# A peer of the responder's socket that is no web server.
#
#   peer.pl connect SOCKET              whether it can connect: ok, or the error's name
#   peer.pl hostile SOCKET              sends what a web server never does: what becomes of each connection
#   peer.pl silent SOCKET COUNT FILE    holds so many connections, and says nothing in them, until FILE is there
use strict;
use warnings;
use Errno;
use Socket;

sub name_of_error { (sort grep { $!{$_} } keys %!)[0] // "errno " . ($! + 0) }

# A connected socket; undef, with $!, where there is none.
sub connection {
    my ($path) = @_;
    socket my $peer, AF_UNIX, SOCK_STREAM, 0 or die "socket: $!";
    return connect($peer, pack_sockaddr_un($path)) ? $peer : undef;
}

# FastCGI 1.0, section 3.3: version, type, request, length of content and of padding, reserved; content.
sub record {
    my ($type, $id, $content, $padding) = @_;
    return pack('CCnnCC', 1, $type, $id, length $content, length($padding // ''), 0) . $content . ($padding // '');
}

my $begin = record(1, 1, pack 'nCx5', 1, 1);
my $end = record(4, 1, '') . record(5, 1, '');
# Six names, to which libfcgi writes an answer of 116 bytes into 64 on its stack, once something follows.
my $values = record(9, 0, "\x0f\0FCGI_MPXS_CONNS" x 6);
my @hostile = (
    ['GET_VALUES', $values],
    ['GET_VALUES, then a request', $values . $begin . $end],
    ['GET_VALUES within a request', $begin . $values . $end],
    ['GET_VALUES behind a request', $begin . $end . $values . $begin . $end],
    ['GET_VALUES as padding', record(1, 1, pack('nCx5', 1, 1), $values) . $end],
    ['a value of 2 GiB', $begin . record(4, 1, pack('CNa', 1, 0xffffffff, 'A')) . $end],
    ['a name of 2 GiB', $begin . record(4, 1, pack('NCa', 0xffffffff, 1, 'A')) . $end],
    ['a record of another version', "\2" . substr $begin . $end, 1],
    ['HTTP', "GET / HTTP/1.1\r\nHost: meet.example.org\r\n\r\n"],
    ['zeros', "\0" x 65536],
    ['noise', join '', map { chr rand 256 } 1 .. 65536],
    ['a part of a request', substr $begin, 0, 9],
);

my ($command, $path, @rest) = @ARGV;
$SIG{PIPE} = 'IGNORE';
$| = 1;
if ($command eq 'connect') {
    print connection($path) ? 'ok' : name_of_error(), "\n";
} elsif ($command eq 'hostile') {
    for my $row (@hostile) {
        my ($name, $bytes) = @$row;
        my $peer = connection($path) or die "connect: $!";
        syswrite $peer, $bytes;
        my $waiting = '';
        vec($waiting, fileno $peer, 1) = 1;
        my $fate = !select($waiting, undef, undef, 60) ? 'open' : sysread($peer, my $answer, 1) ? 'answered' : 'closed';
        print "$name: $fate\n";
    }
} elsif ($command eq 'silent') {
    my ($count, $file) = @rest;
    my @peers = map { connection($path) // die "connection $_: $!" } 1 .. $count;
    print scalar @peers, "\n";
    select undef, undef, undef, 0.05 until -e $file;
}
