#!/bin/bash
# Grades one class as a Slurm job array and in one go, and compares the two: the same but for times.
#
# Usage: [DOJO_BINARY=…] [SHARDS=4] [COUNT=24] Tests/Scale/slurm.sh
#
# Slurm and munge (Debian: slurm-wlm, munge) are started for this run only: as root, on the loopback interface, with
# everything they keep in a scratch folder. Ends with 0 when the results agree, with 1 when they do not, and with 77,
# after the reason, where Slurm is not installed or cannot start.
set -euo pipefail

top=$(cd "$(dirname "$0")/../.." && pwd)
export DOJO_HOME=${DOJO_HOME:-$top}
dojo=${DOJO_BINARY:-$top/.build/release/dojo}
shards=${SHARDS:-4}
count=${COUNT:-24}
scratch=$(mktemp -d /tmp/dojo-slurm-XXXXXX)
started=()

finish() {
  for pid in "${started[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait
  if [ "${KEEP:-}" ]; then echo "kept: $scratch"; else rm -rf "$scratch"; fi
}
trap finish EXIT

skip() {
  echo "skipped: $1"
  exit 77
}

# Waits until a command succeeds; a daemon that has ended meanwhile will not come up any more.
await() {
  local what=$1 pid=$2 log=$3
  shift 3
  for _ in $(seq 100); do
    if "$@" >/dev/null 2>&1; then return; fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  skip "$what does not start here: $(tail -n 1 "$log" 2>/dev/null)"
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start_munge() {
  mkdir -m 700 "$scratch/munge"
  head -c 1024 /dev/urandom >"$scratch/munge/key"
  chmod 400 "$scratch/munge/key"
  munged --foreground --force --key-file="$scratch/munge/key" --socket="$scratch/munge/socket" \
    --pid-file="$scratch/munge/pid" --seed-file="$scratch/munge/seed" 2>"$scratch/munge.log" &
  started+=($!)
  await munged $! "$scratch/munge.log" munge --socket="$scratch/munge/socket" --no-input
}

write_slurm_configuration() {
  mkdir -m 700 "$scratch/state" "$scratch/spool"
  export SLURM_CONF=$scratch/slurm.conf
  local node
  node=$(hostname -s)
  cat >"$SLURM_CONF" <<END
ClusterName=dojo
SlurmctldHost=$node(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$scratch/munge/socket
CryptoType=crypto/munge
SlurmctldPort=$(free_port)
SlurmdPort=$(free_port)
SlurmctldPidFile=$scratch/slurmctld.pid
SlurmdPidFile=$scratch/slurmd.pid
StateSaveLocation=$scratch/state
SlurmdSpoolDir=$scratch/spool
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0
ReturnToService=2
NodeName=$node NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=class Nodes=$node Default=YES MaxTime=60 State=UP
END
}

node_is_idle() { [ "$(sinfo --noheader --format=%t)" = idle ]; }

start_slurm() {
  write_slurm_configuration
  slurmctld -D -c >"$scratch/slurmctld.log" 2>&1 &
  started+=($!)
  local controller=$!
  slurmd -D -c >"$scratch/slurmd.log" 2>&1 &
  started+=($!)
  await slurmctld "$controller" "$scratch/slurmctld.log" scontrol ping
  await slurmd $! "$scratch/slurmd.log" node_is_idle
}

# Grades with further options; a class with failures, mismatches or hostile submissions is graded all the same.
grade() {
  local status=0
  "$dojo" grade image-registry "$scratch/class/submissions" --roster "$scratch/class/roster.csv" "$@" \
    2>>"$scratch/grade.log" >&2 || status=$?
  case $status in
    0 | 1 | 4 | 5) ;;
    *)
      tail -n 3 "$scratch/grade.log"
      exit "$status"
      ;;
  esac
}

# This is what an instructor submits: task 1 to N of the array grades shard 1 to N of the class.
write_job() {
  cat >"$scratch/job.sh" <<END
#!/bin/sh
#SBATCH --job-name=dojo-grade
#SBATCH --array=1-$shards
#SBATCH --cpus-per-task=1
#SBATCH --output=$scratch/task-%a.log
"$dojo" grade image-registry "$scratch/class/submissions" --roster "$scratch/class/roster.csv" \\
  --shard "\$SLURM_ARRAY_TASK_ID/\$SLURM_ARRAY_TASK_COUNT" --jobs 1 --out "$scratch/shard-\$SLURM_ARRAY_TASK_ID"
case \$? in 0 | 1 | 4 | 5) exit 0 ;; *) exit 1 ;; esac
END
}

# Everything of a report but what is allowed to differ between two gradings.
without_times() {
  python3 - "$1" <<'END'
import json, sys

def strip(value):
    if isinstance(value, dict):
        return {key: strip(part) for key, part in value.items() if key != "times"}
    return [strip(part) for part in value] if isinstance(value, list) else value

with open(sys.argv[1], encoding="utf-8") as file:
    print(json.dumps(strip(json.load(file)), indent=1, sort_keys=True, ensure_ascii=False))
END
}

same() {
  if diff -u <(without_times "$1") <(without_times "$2") >"$scratch/difference"; then return; fi
  echo "FAILED: $3"
  head -n 40 "$scratch/difference"
  exit 1
}

for program in munged munge slurmctld slurmd sbatch sinfo scontrol; do
  command -v "$program" >/dev/null || skip "there is no $program (Debian: apt-get install slurm-wlm munge)"
done
[ "$(id -u)" = 0 ] || skip "slurmd wants to be started by root"
[ -x "$dojo" ] || skip "there is no $dojo: swift build -c release --static-swift-stdlib, or set DOJO_BINARY"

start_munge
start_slurm
"$top/Tests/Benchmarks/class.py" --count "$count" --hostile 0 --write "$scratch/class"

write_job
if ! sbatch --wait "$scratch/job.sh"; then
  echo "FAILED: a task of the array did not end well"
  tail -n 5 "$scratch"/task-*.log
  exit 1
fi
grade --out "$scratch/whole"

shard_reports=("$scratch"/shard-*/report.json)
[ "${#shard_reports[@]}" = "$shards" ] || { echo "FAILED: ${#shard_reports[@]} of $shards shards"; exit 1; }
"$dojo" report merge "${shard_reports[@]}" --out "$scratch/merged.json"
"$dojo" report merge "$scratch/merged.json" "${shard_reports[@]}" --out "$scratch/again.json"

same "$scratch/whole/report.json" "$scratch/merged.json" "the merged shards differ from one run"
same "$scratch/merged.json" "$scratch/again.json" "merging the same shards again changed something"
rows=$(python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["results"]))' "$scratch/merged.json")
echo "passed: $shards tasks of a Slurm array graded $rows rows, the same as one run"
