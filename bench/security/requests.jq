# Every operation of an OpenAPI description as a line: method, path with its query, body or "-". A star marks where to inject.
def example($name): if $name | test("[iI]d$|customer|survivor") then $customer + "*" else "a*" end;
def value($spec):
  if $spec.type == "integer" or $spec.type == "number" then "1*"
  elif $spec.type == "boolean" then "true*"
  elif $spec.enum then ($spec.enum[0] | tostring) + "*"
  else "a*" end;
def body($all; $schema; $depth):
  if $schema["$ref"] then body($all; $all.components.schemas[$schema["$ref"] | split("/") | last]; $depth)
  elif $schema.oneOf then body($all; ($schema.oneOf | map(select(.type != "null")) | first); $depth)
  elif $schema.properties and $depth < 4 then ($schema.properties | with_entries(.value = body($all; .value; $depth + 1)))
  elif ($schema.type | if type == "array" then index("array") else . == "array" end) then [body($all; $schema.items // {}; $depth + 1)]
  else "a*" end;
. as $all
| .paths | to_entries[] | .key as $path | .value
| (.parameters // []) as $shared
| to_entries[] | select(.key | test("^(get|post|put|patch|delete)$")) | .key as $method | .value
| select(.requestBody.content["multipart/form-data"] | not)
| (($shared + (.parameters // [])) | map(if .["$ref"] then $all.components.parameters[.["$ref"] | split("/") | last] else . end)) as $parameters
| ($path | gsub("\\{(?<name>[^}]+)\\}"; example(.name))) as $filled
| ([$parameters[] | select(.in == "query") | "\(.name)=\(value(.schema))"] | join("&")) as $query
| (.requestBody.content // {} | to_entries | map(select(.key | test("json"))) | first) as $content
| [($method | ascii_upcase), $filled + (if $query == "" then "" else "?" + $query end),
   (if $content then (body($all; $content.value.schema // {}; 0) | tojson) else "-" end)]
| select(.[1] | test("/session$|/setup$|/modules/[^/]+/(stop|start|install|update)|/users/me") | not)
| @tsv
