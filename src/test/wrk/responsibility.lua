-- 100,000 positions over the sample town, or over the box WEST SOUTH SIZE of the environment; always the same.
local paths = {}
local west = tonumber(os.getenv("WEST") or 113.590)
local south = tonumber(os.getenv("SOUTH") or 33.406)
local width = tonumber(os.getenv("SIZE") or 0.060)
local height = tonumber(os.getenv("SIZE") or 0.038)
function init(args)
  math.randomseed(42)
  for i = 1, 100000 do
    local lon = west + math.random() * width
    local lat = south + math.random() * height
    paths[i] = wrk.format("GET", string.format("/api/v1/responsibility?lon=%.7f&lat=%.7f", lon, lat))
  end
end
local at = 0
function request()
  at = at % 100000 + 1
  return paths[at]
end
