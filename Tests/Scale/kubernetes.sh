#!/bin/bash
# Checks fixtures/kubernetes/grade-job.yaml without a cluster: what kubectl would send, and the published schema.
#
# Usage: Tests/Scale/kubernetes.sh
#
# `kubectl create --dry-run=client` asks a server which kinds there are; a stand-in on the loopback interface answers
# just that. The schema is checked by kubernetes-validate (PyPI), where it is installed or can be. Ends with 0 when nothing
# was found, with 1 when something was, and with 77, after the reason, where there is no kubectl.
set -euo pipefail

top=$(cd "$(dirname "$0")/../.." && pwd)
manifest=$top/fixtures/kubernetes/grade-job.yaml
scratch=$(mktemp -d /tmp/dojo-kubernetes-XXXXXX)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; rm -rf "$scratch"' EXIT

command -v kubectl >/dev/null || { echo "skipped: there is no kubectl (Debian: kubernetes-client)"; exit 77; }

python3 - "$scratch/port" <<'END' &
import http.server, json, sys

batch = {"groupVersion": "batch/v1", "version": "v1"}
answers = {
    "/version": {"major": "1", "minor": "33", "gitVersion": "v1.33.0"},
    "/api": {"kind": "APIVersions", "versions": []},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1",
              "groups": [{"name": "batch", "versions": [batch], "preferredVersion": batch}]},
    "/apis/batch/v1": {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "batch/v1", "resources": [
        {"name": "jobs", "singularName": "job", "namespaced": True, "kind": "Job", "verbs": ["create", "get", "list"]}]},
}

class Discovery(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        answer = answers.get(self.path.partition("?")[0])
        body = json.dumps(answer or {}).encode()
        self.send_response(200 if answer else 404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Discovery)
with open(sys.argv[1], "w") as file:
    print(server.server_port, file=file)
server.serve_forever()
END
server=$!
for _ in $(seq 100); do
  [ -s "$scratch/port" ] && break
  sleep 0.1
done

export KUBECONFIG=$scratch/none HOME=$scratch
port=$(cat "$scratch/port")
ask=(kubectl --server "http://127.0.0.1:$port" create --dry-run=client --validate=false -f "$manifest")
"${ask[@]}"
"${ask[@]}" -o json >"$scratch/sent.json"

# The manifest as kubectl's own types have it: a key that those do not know would be gone.
kubectl set image --local -f "$manifest" grade=example.org/checked -o json >"$scratch/typed.json"
kubectl version --client -o json >"$scratch/version.json"
python3 - "$scratch/sent.json" "$scratch/typed.json" "$scratch/version.json" <<'END'
import json, sys

sent, typed, version = (json.load(open(path)) for path in sys.argv[1:])

def lost(before, after, place=""):
    if isinstance(before, dict):
        for key, value in before.items():
            if not isinstance(after, dict) or key not in after:
                yield f"{place}/{key}"
            else:
                yield from lost(value, after[key], f"{place}/{key}")
    elif isinstance(before, list):
        for index, (left, right) in enumerate(zip(before, after)):
            yield from lost(left, right, f"{place}/{index}")

unknown = [place for place in lost(sent, typed) if place != "/metadata/namespace"]
release = version["clientVersion"]["gitVersion"]
# Debian 12 has 1.20, which is older than Indexed Jobs.
if int(release.lstrip("v").split(".")[1]) < 30:
    print(f"keys: skipped, kubectl {release} does not know all that Kubernetes 1.30 does")
elif unknown:
    sys.exit("FAILED: kubectl does not know " + ", ".join(unknown))

spec = sent["spec"]
container = spec["template"]["spec"]["containers"][0]
shards = next(entry["value"] for entry in container["env"] if entry["name"] == "SHARDS")
if not (spec["completionMode"] == "Indexed" and str(spec["completions"]) == shards):
    sys.exit(f"FAILED: {spec['completions']} completions, but SHARDS is {shards}")
END

validate=$(command -v kubernetes-validate || true)
if [ -z "$validate" ] && python3 -m venv "$scratch/venv" && "$scratch/venv/bin/pip" install -q kubernetes-validate; then
  validate=$scratch/venv/bin/kubernetes-validate
fi
if [ "$validate" ]; then
  "$validate" --strict -k 1.33 "$manifest"
else
  echo "schema: skipped, kubernetes-validate cannot be installed"
fi
echo "passed: the manifest is an Indexed Job that kubectl would send as it is written"
