-- Requests for tiles of 256² of the finest level, for wrk. Arguments after "--":
--   KIND PATH IMAGE RESOLUTION TILES
-- KIND live     each request another tile and another gamma, so that nothing can be remembered
--      colour   the same, five channels mixed
--      own      the same with the cuts of the image, as a browser shows it first
--      repeat   sixteen tiles by turns, always the same addresses
--      patient  as live, but who is refused comes back after the seconds that the answer names
-- For an IIPImage server (a PATH that ends in iip) the gamma is the exponent itself, elsewhere one over it.
local kind, path, image, resolution, tiles, number, inverse
local refused = {}

function init(arguments)
  kind, path, image, resolution, tiles =
    arguments[1], arguments[2], arguments[3], arguments[4], tonumber(arguments[5])
  inverse = not path:find("iip$")
  number = os.time() * 7919 % 1000003
  if kind == "patient" then
    -- Only now: wrk is several times slower when it has to look at answers.
    function response(status, headers)
      if status == 503 then
        refused[#refused + 1] = tonumber(headers["Retry-After"]) * 1000
      end
    end

    function delay()
      return table.remove(refused) or 0
    end
  end
end

local function gamma(step)
  local exponent = 0.4 + step * 1e-6
  return string.format("%.6f", inverse and 1 / exponent or exponent)
end

function request()
  number = number + 1
  local tile, step = number * 1597 % tiles, number % 100000
  if kind == "repeat" then
    tile, step = number % 16 * math.floor(tiles / 16), 54545
  end
  local look = "&CHAN=1&MINMAX=1:1000,2460"
  if kind == "colour" or kind == "own" then
    look = "&MIX=1:0,0,1&MIX=2:0,0.5,0.5&MIX=3:0,1,0&MIX=4:0.5,0.5,0&MIX=5:1,0,0"
    if kind == "colour" then
      look = look
        .. "&MINMAX=1:1000,2460&MINMAX=2:990,2000&MINMAX=3:1000,3000&MINMAX=4:900,2460&MINMAX=5:1000,2200"
    end
  elseif not inverse then
    look = "&MINMAX=1:1000,2460"
  end
  return wrk.format("GET", string.format("%s?FIF=%s&QLT=95%s&GAM=%s&JTL=%s,%d",
    path, image, look, gamma(step), resolution, tile))
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("%d\t%.1f\t%.3f\t%.3f\t%.0f\t%d\n", summary.requests,
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    summary.bytes / math.max(1, summary.requests),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
