plugin_paths = { "/usr/share/jitsi-meet/prosody-plugins/" }

-- domain mapper options, must at least have domain base set to use the mapper
muc_mapper_domain_base = "meet.example.org";

cross_domain_bosh = false;
consider_bosh_secure = true;

VirtualHost "meet.example.org"
    authentication = "token"
    -- app_id="example_app_id"
    -- app_secret="example_app_secret"
    app_id = "school";
    app_secret = 'a "secret" of more than thirty-two bytes';  -- ours
    ssl = {
        key = "/etc/prosody/certs/meet.example.org.key";
        certificate = "/etc/prosody/certs/meet.example.org.crt";
    }
    modules_enabled = { "bosh"; "pubsub"; "ping"; }

Component "conference.meet.example.org" "muc"
    storage = "memory"
    modules_enabled = { "muc_meeting_id"; "token_verification"; }

VirtualHost "auth.meet.example.org"
    authentication = "internal_hashed"
