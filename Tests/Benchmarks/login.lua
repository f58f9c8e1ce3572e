-- For wrk: logins of many people at one login address; every hundredth password is wrong where wrk's arguments say so.
-- All send the form of one page, as fetch_form of site.sh has got it.
local people, host, refusals = 1, "localhost", false
local count = 0
local cookie = assert(os.getenv("form_cookie"), "form_cookie and form_token are set by fetch_form of site.sh")
local token = assert(os.getenv("form_token"))

function init(arguments)
    people = tonumber(arguments[1])
    host = arguments[2]
    refusals = arguments[3] == "refusals"
    math.randomseed(os.time())
end

function request()
    count = count + 1
    local number = math.random(1, people)
    local password = "secret" .. number
    if refusals and count % 100 == 0 then password = "wrong" end
    local body = "username=user" .. number .. "&password=" .. password .. "&form=" .. token
    return wrk.format("POST", "/_login/to/Room" .. number .. "?lang=en", {
        ["Host"] = host,
        ["Origin"] = "https://" .. host,
        ["Cookie"] = cookie,
        ["Content-Type"] = "application/x-www-form-urlencoded",
    }, body)
end
