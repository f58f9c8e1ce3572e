# What is said to the administrator, and asked.

say() { printf '%s\n' "$*"; }
warn() { printf 'WARNING: %s\n' "$*" >&2; }
die() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 1
}

# ask QUESTION: true for yes. Where nobody can answer, nothing is assumed.
ask() {
    [ "$assume_yes" = no ] || return 0
    [ -t 0 ] || die "$1 Nobody is there to answer. Run this in a terminal, or with --yes."
    printf '%s [y/N] ' "$1"
    read -r answer || answer=
    case $answer in [yY]*) return 0 ;; *) return 1 ;; esac
}
