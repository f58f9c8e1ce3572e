#!/usr/bin/perl
# What somebody could do who has taken the responder over: its unit runs this in its place (SandboxTests.swift).
#
#   probe.pl PID SOCKET FILE…    the process and the socket of another site, and files that are nobody's business
#
# A line for each trial, "NAME: ok" or the error's name, and a line for each place that can be written to.
use strict;
use warnings;
use filetest 'access';
use Errno;
use POSIX ();
use Socket;

$| = 1;
my ($pid, $socket, @files) = @ARGV;
my $folder = $ENV{STATE_DIRECTORY};

sub try {
    my ($name, $trial) = @_;
    $! = 0;
    my $result = $trial->();
    my $error = (sort grep { $!{$_} } keys %!)[0] // 'error ' . ($! + 0);
    print "$name: ", $result ? 'ok' : $error, "\n";
}

# System calls, by their numbers on x86_64 and aarch64. Without a filter these succeed, or fail for another reason.
my $column = (POSIX::uname())[4] eq 'aarch64' ? 1 : 0;
my $pointer = "\0" x 64;
my %calls = (
    unshare            => [272, 97,  0x10000000],
    personality        => [135, 92,  8],
    ptrace             => [101, 117, 16, 0x7fffffff, 0, 0],
    io_uring_setup     => [425, 425, 0, 0],
    userfaultfd        => [323, 282, 1],
    sched_setscheduler => [144, 119, 0, 0, $pointer],
    mount              => [165, 40,  0, 0, 0, 0, 0],
);
for my $name (sort keys %calls) {
    my ($number, @arguments) = @{$calls{$name}}[$column, 2 .. $#{$calls{$name}}];
    try($name, sub { syscall($number, @arguments) != -1 });
}
try('setpriority', sub { setpriority 0, 0, 5 });
try('setuid', sub { POSIX::setuid($<) });
try('memory to write and run', sub { syscall((9, 222)[$column], 0, 4096, 6, 0x22, -1, 0) != -1 });

# Files of its own.
open my $file, '>', "$folder/file" or die "$folder/file: $!";
try('chown', sub { chown $<, -1, "$folder/file" });
try('chmod u+s', sub { chmod 04700, "$folder/file" });
unlink "$folder/file";

# Sockets: what a login needs, and what it does not.
my %families = (AF_NETLINK => 16, AF_PACKET => 17, AF_VSOCK => 40, AF_INET => AF_INET, AF_INET6 => AF_INET6, AF_UNIX => AF_UNIX);
for my $name (sort keys %families) { try($name, sub { socket my $opened, $families{$name}, SOCK_STREAM, 0 }) }
try('directory by name', sub {
    my $address = gethostbyname 'ldap.school.test' or return;
    socket my $opened, AF_INET, SOCK_STREAM, 0 or return;
    connect $opened, pack_sockaddr_in(636, $address);
});
try('FastCGI socket', sub {
    socket my $opened, AF_UNIX, SOCK_STREAM, 0 or return;
    connect $opened, pack_sockaddr_un($socket);
});

# Other processes, other people's files, devices.
try('signal to another site', sub { kill 0, $pid });
for my $path (@files, '/dev/kmsg', '/proc/sys/kernel/core_pattern', "/proc/$pid/status") {
    try("read $path", sub { open my $opened, '<', $path });
}
opendir(my $processes, '/proc') or die "/proc: $!";
print 'processes: ', scalar(grep { /^\d+$/ } readdir $processes), "\n";
opendir(my $credentials, $ENV{CREDENTIALS_DIRECTORY}) or die "credentials: $!";
print 'credentials: ', join(' ', sort grep { !/^\./ } readdir $credentials), "\n";

# Every file and folder there is.
sub walk {
    my ($path) = @_;
    return if $path eq '/proc' || -l $path || !(-d _ || -f _);
    print "writable: $path\n" if -w $path;
    return unless -d $path && opendir(my $entries, $path);
    for my $name (sort grep { !/^\.\.?$/ } readdir $entries) { walk($path eq '/' ? "/$name" : "$path/$name") }
}
walk('/');
