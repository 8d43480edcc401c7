-- Reports problems all over the sample town; each with a key of its own. The token comes from the environment.
local token = os.getenv("TOKEN")
local words = { "井盖破损", "路面有垃圾", "占道经营", "小广告", "路灯不亮", "车辆乱停放", "绿地有杂物", "污水外溢" }
local categories = { "1.1.1", "1.4.1", "2.1", "3.3.1", "5.7.2", "5.4.2" }
local thread = 0
function setup(t)
  t:set("number", thread)
  thread = thread + 1
end
function init()
  math.randomseed(os.time() * 10 + number)
  prefix = tostring(os.time()) .. "-" .. number .. "-" .. math.random(1000000) .. "-"
  count = 0
end
function request()
  count = count + 1
  local body = string.format(
    '{"lon":%.7f,"lat":%.7f,"accuracy":12,"category":"%s","description":"%s，请尽快处理 %d"}',
    113.590 + math.random() * 0.06, 33.408 + math.random() * 0.034,
    categories[math.random(#categories)], words[math.random(#words)], count)
  return wrk.format("POST", "/api/v1/problems", {
    ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. token,
    ["Idempotency-Key"] = prefix .. count }, body)
end
