#!/usr/bin/env bash
# Try it: a private slapd, the responder and nginx on this machine, for a look in the browser.
#   Tests/demo.sh           runs until Ctrl-C
#   Tests/demo.sh --check   does one whole visit without a browser, prints the claims, exits 0 or says what failed
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/Tests/Support/packages.sh"
. "$root/Tests/Support/site.sh"

case "${1:-}" in
"" | --check) ;;
*)
    echo "usage: Tests/demo.sh [--check]" >&2
    exit 64
    ;;
esac

need_swift
install_packages libfcgi-dev libldap-dev libssl-dev pkg-config slapd nginx openssl curl python3
echo "Building …"
swift build --package-path "$root" --product jitsi-ldap-login >"${TMPDIR:-/tmp}/jll-build.$$" 2>&1 || {
    tail -n 40 "${TMPDIR:-/tmp}/jll-build.$$" >&2
    exit 1
}
rm -f "${TMPDIR:-/tmp}/jll-build.$$"
binary=$(swift build --package-path "$root" --show-bin-path)/jitsi-ldap-login

trap stop_site EXIT
trap 'exit 130' INT TERM
new_site
start_directory
start_responder "$binary"
start_nginx "$root"
address="https://$site_host:$https_port"

# visit ARGUMENT…: curl as a browser would call, with the site's authority.
visit() {
    curl --silent --show-error --max-time 20 --cacert "$site/ca.pem" --cookie "$site/cookies" --cookie-jar "$site/cookies" \
        --header "Accept-Language: en" "$@"
}

fail() {
    echo "FAILED: $1" >&2
    sed 's/^/  responder: /' "$site/responder.log" >&2
    sed 's/^/  nginx: /' "$site/nginx-error.log" >&2
    exit 1
}

check() {
    local login page form target token claims photo
    login=$(visit -o /dev/null -w '%{redirect_url}' "$address/Standup?lang=en")
    [ "$login" = "$address/_login/to/Standup?lang=en" ] || fail "no bounce to the login page, but to '$login'"
    echo "bounce        $address/Standup?lang=en -> $login"
    page=$(visit "$login")
    case "$page" in *Standup*password*) ;; *) fail "the login page does not look like one" ;; esac
    form=$(sed -n 's/.*name="form" value="\([^"]*\)".*/\1/p' <<<"$page")
    [ -n "$form" ] || fail "the form of the login page has no token"
    echo "login page    ok"
    page=$(visit -H "Origin: $address" --data username=alice --data password=wonderland "$login")
    case "$page" in *"out of date"*) ;; *) fail "a form without the token of its page was taken" ;; esac
    echo "forged form   refused"
    page=$(visit -H "Origin: $address" --data-urlencode "form=$form" --data-urlencode username=alice --data-urlencode password=wrong "$login")
    case "$page" in *"not right"*) ;; *) fail "a wrong password was not refused" ;; esac
    echo "wrong         refused"
    target=$(visit -o /dev/null -w '%{http_code} %{redirect_url}' -H "Origin: $address" \
        --data-urlencode "form=$form" --data-urlencode username=alice --data-urlencode password=wonderland "$login")
    case "$target" in "303 $address/Standup?lang=en&jwt="*) ;; *) fail "no way into the room: ${target%%jwt=*}" ;; esac
    token=${target##*jwt=}
    echo "right         303 -> ${target%%jwt=*}" | sed 's/303 -> 303 /303 -> /; s/$/jwt=…/'
    page=$(visit "${target#303 }")
    case "$page" in *"stands in for Jitsi Meet"*) ;; *) fail "the room does not open with the token" ;; esac
    echo "room          opens"
    echo "claims:"
    claims=$(python3 - "$token" <<'PYTHON'
import base64, json, sys
part = sys.argv[1].split(".")[1]
claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
print(json.dumps(claims, indent=2, ensure_ascii=False))
ok = claims["room"] == "standup" and claims["moderator"] is True and claims["context"]["user"]["id"] == "alice"
sys.exit(0 if ok else "FAILED: these claims are not those of alice, moderator of standup")
PYTHON
    )
    echo "$claims"
    photo=$(visit -o /dev/null -w '%{http_code} %{content_type}' "$(sed -n 's/.*"avatar": "\(.*\)".*/\1/p' <<<"$claims")") || true
    [ "$photo" = "200 image/jpeg" ] || fail "her picture is not served: $photo"
    echo "picture       $photo"
}

if [ "${1:-}" = --check ]; then
    check
    exit 0
fi

cat <<TEXT

  Open        $address/Standup
              (the certificate comes from a private CA: $site/ca.pem)

  alice       wonderland         moderator, with a picture
  bob         builder            member
  zoe         grüße an alle      member
  carol       outside            has no access

  log         $site/responder.log
  Ctrl-C stops and removes everything.

TEXT
wait
