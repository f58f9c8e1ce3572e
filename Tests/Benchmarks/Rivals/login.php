<?php
// The usual home-made token script, as sites have it in front of Jitsi Meet: php-ldap, a connection for each login, a JWT
// put together by hand, a redirect. Written for the benchmark, to be compared with.
//
// What it is not: fit for use. No form token, no throttle, no log, no session, no group; one server, one language.
require __DIR__ . '/config.php'; // LDAP_URL, SERVICE_DN, SERVICE_PASSWORD, BASE, APP_SECRET, MEET, PAGE

function page(int $status): never
{
    http_response_code($status);
    header('Content-Type: text/html; charset=utf-8');
    readfile(PAGE);
    exit;
}

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

$room = basename(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if ($_SERVER['REQUEST_METHOD'] !== 'POST') {
    page(200);
}
$username = $_POST['username'] ?? '';
$password = $_POST['password'] ?? '';
if ($username === '' || $password === '') {
    page(403);
}

$ldap = ldap_connect(LDAP_URL);
ldap_set_option($ldap, LDAP_OPT_PROTOCOL_VERSION, 3);
ldap_set_option($ldap, LDAP_OPT_REFERRALS, 0);
if (!@ldap_bind($ldap, SERVICE_DN, SERVICE_PASSWORD)) {
    page(503);
}
$name = ldap_escape($username, '', LDAP_ESCAPE_FILTER);
$result = ldap_search($ldap, BASE, "(&(objectClass=inetOrgPerson)(|(uid=$name)(mail=$name)))", ['uid', 'displayName', 'mail']);
$entries = $result ? ldap_get_entries($ldap, $result) : ['count' => 0];
if ($entries['count'] !== 1 || !@ldap_bind($ldap, $entries[0]['dn'], $password)) {
    page(403);
}
ldap_unbind($ldap);

$now = time();
$header = base64url(json_encode(['alg' => 'HS256', 'typ' => 'JWT']));
$claims = base64url(json_encode([
    'aud' => 'meet', 'iss' => 'meet', 'sub' => 'localhost', 'room' => $room,
    'iat' => $now, 'nbf' => $now - 10, 'exp' => $now + 3600, 'moderator' => false,
    'context' => ['user' => [
        'id' => $entries[0]['uid'][0],
        'name' => $entries[0]['displayname'][0] ?? $entries[0]['uid'][0],
        'email' => $entries[0]['mail'][0] ?? '',
    ]],
]));
$signature = base64url(hash_hmac('sha256', "$header.$claims", APP_SECRET, true));
header('Location: ' . MEET . '/' . rawurlencode($room) . "?jwt=$header.$claims.$signature", true, 303);
