-- Pages of 50 with any two filters at random. The token comes from the environment.
local token = os.getenv("TOKEN")
local filters = {
  function() return "status=" .. ({ "unresolved", "closed", "reported", "dispatched", "in_progress", "handled" })[math.random(6)] end,
  function() return "category=" .. math.random(7) end,
  function() return string.format("grid=99010100%d00%d", math.random(3), math.random(5)) end,
  function() local w, s = 113.59 + math.random() * 0.05, 33.408 + math.random() * 0.03
    return string.format("bbox=%.5f,%.5f,%.5f,%.5f", w, s, w + 0.01, s + 0.01) end,
  function() return "overdue=true" end,
  function() return "severity=" .. ({ "normal", "serious", "urgent" })[math.random(3)] end,
  function() return "q=" .. ({ "%E4%BA%95%E7%9B%96", "%E5%9E%83%E5%9C%BE", "%E8%B7%AF%E7%81%AF%E4%B8%8D%E4%BA%AE", "%E5%B0%8F%E5%B9%BF%E5%91%8A", "12" })[math.random(5)] end,
  function() return string.format("from=202%d-0%d-01", 4 + math.random(2), math.random(9)) end,
  function() return string.format("to=202%d-0%d-01", 4 + math.random(2), math.random(9)) end,
  function() return "unit=" .. (os.getenv("UNIT") or "none") end,
  function() return "returned=true" end,
}
local sorts = { "-reportedAt", "reportedAt", "dueAt", "-dueAt", "-updatedAt" }
function init() math.randomseed(os.time()) end
function request()
  local a = math.random(#filters)
  local b = math.random(#filters - 1)
  if b >= a then b = b + 1 end
  return wrk.format("GET", "/api/v1/problems?" .. filters[a]() .. "&" .. filters[b]() .. "&sort=" .. sorts[math.random(#sorts)],
    { ["Authorization"] = "Bearer " .. token })
end
