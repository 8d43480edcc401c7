-- The same positions asked of a bare route that returns the bytes of one answer: the server without the finder.
local paths = {}
function init(args)
  math.randomseed(42)
  for i = 1, 100000 do
    local lon = 113.590 + math.random() * 0.060
    local lat = 33.406 + math.random() * 0.038
    paths[i] = wrk.format("GET", string.format("/bench/bare?lon=%.7f&lat=%.7f", lon, lat))
  end
end
local at = 0
function request()
  at = at % 100000 + 1
  return paths[at]
end
