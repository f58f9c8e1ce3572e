/// The Lua modules that a test's Prosody loads: a token check of our own, by the rules of Jitsi's
/// mod_auth_token, mod_token_verification and mod_token_affiliation.
enum ProsodyModules {
    /// Logs in who brings a valid token as `?token=` of the BOSH address, by the mechanism ANONYMOUS.
    static let authentication = #"""
        local base64 = require "util.encodings".base64
        local formdecode = require "util.http".formdecode
        local id = require "util.id"
        local json = require "util.json"
        local sasl = require "util.sasl"
        local async = require "util.async"
        local http = require "net.http"
        local sha256 = require "util.hashes".sha256

        local algorithm = module:get_option_string("token_algorithm")
        local secret = module:get_option_string("token_secret")
        local public_key = module:get_option_string("token_public_key")
        local key_id = module:get_option_string("token_key_id")
        local key_server = module:get_option_string("token_key_server")
        local fetched = {}
        local issuer = module:get_option_string("token_issuer")
        local audience = module:get_option_string("token_audience")

        local function decoded(text)
            return base64.decode((text:gsub("[-_]", { ["-"] = "+", ["_"] = "/" })) .. "==")
        end

        -- What was fetched once is kept under its id for as long as Prosody runs, as in Jitsi's module.
        local function fetch(kid)
            if fetched[kid] then return fetched[kid] end
            local wait, done = async.waiter()
            http.request(key_server .. "/" .. sha256(kid, true) .. ".pem", nil, function(body, code)
                module:log("info", "Key of %s: %s", kid, code == 200 and "found" or code == 0 and body or code)
                if code == 200 then fetched[kid] = body end
                done()
            end)
            wait()
            return fetched[kid]
        end

        -- Prosody's own util.jwt knows HS256; the others go through luaossl, as in Jitsi's modules.
        local function genuine(token, signed, signature, public_key)
            if algorithm == "HS256" then
                return (require "util.jwt".verify(secret, token)) == true
            end
            local hash = "sha" .. algorithm:sub(3)
            if algorithm:sub(1, 2) == "HS" then
                return require "openssl.hmac".new(secret, hash):final(signed) == signature
            end
            local digest = require "openssl.digest".new(hash)
            digest:update(signed)
            return require "openssl.pkey".new(public_key):verify(signature, digest)
        end

        local function has_null(value)
            if value == json.null then return true end
            if type(value) ~= "table" then return false end
            for _, member in pairs(value) do
                if has_null(member) then return true end
            end
            return false
        end

        local function claims_of(token)
            if not token then return nil, "no-token" end
            local signed, header, payload, signature = token:match("^(([%w_-]+)%.([%w_-]+))%.([%w_-]+)$")
            if not signed then return nil, "no-jwt" end
            header = json.decode(decoded(header) or "")
            if type(header) ~= "table" or header.typ ~= "JWT" then return nil, "typ" end
            if header.alg ~= algorithm then return nil, "alg" end
            if key_id and header.kid ~= key_id then return nil, "kid" end
            local key = public_key
            if key_server then
                if type(header.kid) ~= "string" then return nil, "kid" end
                key = fetch(header.kid)
                if not key then return nil, "key" end
            end
            if not genuine(token, signed, decoded(signature), key) then return nil, "signature" end
            local claims = json.decode(decoded(payload) or "")
            if type(claims) ~= "table" or has_null(claims) then return nil, "payload" end
            if claims.iss ~= issuer then return nil, "iss" end
            if claims.aud ~= audience then return nil, "aud" end
            if type(claims.sub) ~= "string" then return nil, "sub" end
            if type(claims.room) ~= "string" then return nil, "room" end
            if type(claims.iat) ~= "number" then return nil, "iat" end
            local now = os.time()
            if type(claims.nbf) ~= "number" or claims.nbf > now then return nil, "nbf" end
            if type(claims.exp) ~= "number" or claims.exp <= now then return nil, "exp" end
            return claims
        end

        module:hook_global("bosh-session", function(event)
            local query = event.request.url.query
            event.session.meeting_token = query and formdecode(query).token
        end)

        sasl.registerMechanism("ANONYMOUS", { "anonymous" }, function(self)
            return self.profile.anonymous(self)
        end)

        local provider = {}
        function provider.get_sasl_handler(session)
            return sasl.new(module.host, {
                anonymous = function(self)
                    local claims, reason = claims_of(session.meeting_token)
                    if not claims then return "failure", "not-allowed", reason end
                    session.meeting_claims = claims
                    self.username = id.medium():lower()
                    return "success"
                end,
            })
        end
        module:provides("auth", provider)
        """#

    /// Lets into a room who has a token for it, and makes them what the token says.
    static let rooms = #"""
        local jid = require "util.jid"
        local st = require "util.stanza"

        local domain = module:get_option_string("token_domain")

        local function may_enter(claims, room_jid)
            local node = jid.node(room_jid)
            -- Jitsi's mod_muc_domain_mapper shows the room of a tenant as [tenant]room.
            local tenant, room = node:match("^%[([^%]]+)%](.+)$")
            local right_room = claims.room:lower() == (room or node) or claims.room == "*"
            local right_tenant = claims.sub:lower() == (tenant or domain) or claims.sub == "*"
            return right_room and right_tenant
        end

        local function check(event)
            local claims = event.origin.meeting_claims
            if not claims or not may_enter(claims, event.room.jid) then
                event.origin.send(st.error_reply(event.stanza, "cancel", "not-allowed"))
                return true
            end
        end
        module:hook("muc-room-pre-create", check, 99)
        module:hook("muc-occupant-pre-join", check, 99)

        -- Overrules the room, which makes its first comer an owner.
        module:hook("muc-occupant-pre-join", function(event)
            local claims = event.origin.meeting_claims
            local user = claims.context.user
            local owner = user.affiliation == "owner" or user.moderator == "true" or user.moderator == true
            local affiliation = owner and "owner" or "member"
            event.room:set_affiliation(true, jid.bare(event.stanza.attr.from), affiliation)
            event.occupant.role = event.room:get_default_role(affiliation)
        end, 98)
        """#
}
