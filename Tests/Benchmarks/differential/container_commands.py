"""Commands about containers by chance, legal and illegal."""

NAMES = ["c1", "c2", "c3", "nosuch"]
STATE = (
    "{{.Name}} {{.State.Status}} {{.State.Running}} {{.State.Paused}} {{.State.Restarting}} {{.State.ExitCode}} "
    "[{{.State.Error}}] {{.RestartCount}} {{.HostConfig.RestartPolicy.Name}} {{.HostConfig.NetworkMode}} {{.Path}} {{.Args}} "
    "{{.Config.Tty}} {{.Config.OpenStdin}} {{json .Config.Cmd}} {{json .Config.Entrypoint}} {{.Config.User}} "
    "{{.Config.WorkingDir}} {{json .Config.ExposedPorts}} {{json .HostConfig.PortBindings}} {{.HostConfig.Memory}}")
PROGRAMS = [
    "sleep 1000", "sleep 1000", "sleep 1000", "true", "false", "sh -c 'exit 3'", "echo hello", "nosuch", "/nosuch", "/etc/passwd",
    "sh -c 'echo out; echo err >&2'", "", "cat", "sh -c 'trap \"exit 5\" TERM; while :; do sleep 0.1; done'", "pwd", "hostname",
]
OPTIONS = [
    "-e A=1", "-e A", "-e =", "-e ''", "--env-file nosuch", "-l a=b", "-l =b", "--label-file nosuch", "-w /tmp", "-w tmp", "-w /new/folder",
    "-u nobody", "-u 1000", "-u nosuch", "-u 0:nosuch", "-u -1", "-h box", "-h ''", "--domainname d", "--entrypoint sh", "--entrypoint ''",
    "-p 80", "-p 8080:80", "-p 8080:80/udp", "-p 127.0.0.1:8081:81", "-p abc", "-p 80:", "-p 1-2:80", "-p 70000:1", "--expose 90", "--expose x",
    "-P", "-v vol:/v", "-v /v", "-v /tmp:/t:ro", "-v rel:/a:zz", "-v a:b", "--mount type=volume,dst=/m", "--mount type=volume,src=vol,dst=/v,readonly",
    "--mount type=bind,src=/nosuch,dst=/m", "--mount type=tmpfs,dst=/m,tmpfs-size=1m", "--mount type=tmpfs,dst=/m,tmpfs-mode=999",
    "--mount dst=/m,src=vol", "--mount src=vol", "--mount type=bind,dst=/m", "--tmpfs /m:size=1m", "--tmpfs /m:ro", "--read-only",
    "--restart no", "--restart always", "--restart on-failure", "--restart on-failure:2", "--restart unless-stopped", "--restart x",
    "--restart always:1", "--restart on-failure:x", "-m 64m", "-m 1m", "-m x", "--memory-swap 1m", "-m 64m --memory-swap 64m",
    "-m 64m --memory-swap -1", "--memory-swap -1", "-m 10m --memory-reservation 20m", "--memory-reservation 10m", "--cpus 0.5", "--cpus 99", "--cpus x",
    "--cpu-shares 512", "--cpu-period 500", "--cpu-quota 500", "--cpuset-cpus 0", "--cpuset-cpus 77", "--pids-limit 50", "--pids-limit -1",
    "--network none", "--network host", "--network nosuch", "--network bridge", "--network container:c1", "--network container:nosuch",
    "--network-alias x", "--ip 172.17.0.99", "--link c1", "--link c1:x", "--link nosuch:x", "--dns 1.1.1.1", "--dns x", "--dns-search a.b",
    "--dns-option ndots:2", "--add-host a:1.2.3.4", "--add-host a", "--cap-add NET_ADMIN", "--cap-add x", "--cap-drop ALL", "--cap-drop x",
    "--security-opt no-new-privileges", "--security-opt x", "--security-opt label=disable", "--ulimit nofile=1000", "--ulimit x=1", "--ulimit core=0",
    "--shm-size 10m", "--shm-size x", "--sysctl net.core.somaxconn=100", "--sysctl x=1", "--log-driver none", "--log-driver local", "--log-driver x",
    "--log-opt max-size=1m", "--log-opt x=1", "--stop-signal INT", "--stop-signal x", "--stop-timeout 1", "--stop-timeout x", "--init",
    "--health-cmd true", "--health-cmd true --health-interval 1us", "--health-interval 5s", "--health-retries 2", "--no-healthcheck",
    "--pull never", "--pull x", "--platform linux/amd64", "--oom-score-adj 10", "--oom-score-adj 2000", "--oom-kill-disable", "--kernel-memory 10m",
    "--ipc private", "--ipc none", "--ipc shareable", "--ipc x", "--uts x", "--pid x", "--userns x", "--cgroupns x", "--isolation default", "--isolation x",
    "--runtime runc", "--runtime x", "--volumes-from c1", "--volumes-from c1:ro", "--volumes-from c1:x", "--volumes-from nosuch", "--device /dev/null",
    "--device /dev/nosuch", "--device x", "--group-add nosuch", "--device-read-bps /dev/null", "--storage-opt size=1G", "--storage-opt x", "--gpus all",
    "--memory-swappiness 10", "--memory-swappiness 101", "--blkio-weight 5", "--blkio-weight x", "--mac-address x", "--ip6 x", "--link-local-ip x",
    "-a stdout", "-a x", "--nosuch", "-z", "--name", "-it", "-t", "-i", "--sig-proxy=false", "--sig-proxy=x", "--detach-keys ctrl-a", "--detach-keys x",
]
AFTER = [
    "start {n}", "start {n}", "start -a {n}", "start {n} {m}", "start -i {n}", "stop -t 0 {n}", "stop -t 1 {n}", "stop -t x {n}", "stop -t 0 {n} {m}",
    "restart -t 0 {n}", "kill {n}", "kill -s TERM {n}", "kill -s 9 {n}", "kill -s x {n}", "kill -s '' {n}", "kill {n} {m}", "pause {n}", "unpause {n}",
    "pause {n} {m}", "rename {n} {m}", "rename {n} new", "rename new {n}", "rename {n} b!d", "rename {n} x", "rm {n}", "rm -f {n}", "rm -v {n}", "rm {n} {m}", "rm -l {n}",
    "update -m 64m {n}", "update --restart always {n}", "update --restart no {n}", "update --restart x {n}", "update --cpus 1 {n}", "update {n}", "update -m 1 {n}",
    "update --cpu-shares 10 {n}", "update -m 100m --memory-swap 50m {n}", "update --pids-limit 9 {n} {m}", "update --cpuset-cpus 0 {n}", "update --cpuset-cpus 99 {n}",
    "logs {n}", "logs --tail 1 {n}", "logs --tail x {n}", "logs --since x {n}", "logs -t {n} | cut -d' ' -f2-", "port {n}", "port {n} 80", "port {n} 80/udp", "port {n} x",
    "top {n} -o comm", "top {n} -x", "diff {n}", "inspect -f '{{{{.State.Status}}}}' {n} {m}", "inspect -f '{{{{.Nope}}}}' {n}", "inspect -s -f '{{{{.SizeRw}}}}' {n}",
    "inspect --type image {n}", "exec {n} true", "exec {n} false", "exec {n} nosuch", "exec {n} sh -c 'exit 4'", "exec -u nobody {n} id -un", "exec -u x {n} id",
    "exec -w /x {n} pwd", "exec -w /tmp {n} pwd", "exec -e A=1 {n} sh -c 'echo $A'", "exec -d {n} true", "exec -t {n} true", "exec {n}", "exec -e = {n} true", "exec {n} cat /etc/hostname",
    "exec {n} sh -c 'echo changed > /changed'", "cp {n}:/etc/hostname -| tar t", "cp {n}:/nosuch .", "cp {n}:/changed .", "cp /etc/passwd {n}:/tmp/p", "cp /etc/passwd {n}:/x/y", "cp /nosuch {n}:/",
    "commit {n} img", "commit -c 'CMD x' {n}", "commit -c 'x y' {n}", "commit {n} I", "export {n} | tar t | grep -c etc/passwd", "wait {n}", "attach --no-stdin {n}", "stats --no-stream --format '{{{{.Name}}}}' {n}",
    "ps -a -f name={n} --format '{{{{.Names}}}} {{{{.Image}}}} {{{{.State}}}}'", "ps -aq -f status=exited | wc -l", "ps -a -f exited=0 --format '{{{{.Names}}}}'", "ps -a -f status=x", "ps -f x=1", "ps -a -n 1 --format '{{{{.Image}}}}'",
    "container prune -f | grep -c .", "rename {n}", "kill", "stop", "pause", "wait", "top", "port", "logs", "rm", "rm -f", "update --restart", "exec", "cp {n}", "diff {n} {m}", "container {n}", "container ls {n}",
]


def commands_by(chance, length):
    """So many commands, looks at what there is among them, and at last the state of every container."""
    commands = []
    for _ in range(length):
        kind = chance.random()
        if kind < 0.45:
            verb = chance.choice(["run", "run -d", "run -d", "run --rm", "create", "create"])
            options = " ".join(chance.sample(OPTIONS, chance.choice([0, 0, 1, 1, 1, 2, 2, 3])))
            name = "" if verb == "run --rm" else f"--name {chance.choice(NAMES[:3])}"
            program = chance.choice(PROGRAMS)
            # What runs for long is not waited for.
            if verb.startswith("run") and "-d" not in verb and any(word in program for word in ("sleep", "cat", "while")):
                verb = "run -d" if verb == "run" else "run -d --rm"
            if program == "" and "-d" not in verb:
                program = "true"
            image = chance.choice(["alpine", "alpine", "alpine", "alpine", "tool:1", "Alpine", "alpine:x", ""])
            line = f"docker {verb} {name} {options} {image} {program}"
            if "-d" in verb:
                line += "; sleep 0.4"
        else:
            first, second = chance.choice(NAMES), chance.choice(NAMES)
            line = "docker " + chance.choice(AFTER).format(n=first, m=second)
            # These wait for a container that may run on and on.
            if line.split()[1] in ("wait", "attach") or line.startswith(("docker start -a", "docker start -i")):
                line = "timeout -s KILL 2 " + line
            elif line.split()[1] in ("start", "restart", "kill"):
                line += "; sleep 0.4"
        commands.append(" ".join(line.split()))
        if chance.random() < 0.3:
            commands.append("docker ps -a --format '{{.Names}} {{.Image}} {{.Command}} {{.State}} {{.Ports}}' | sort")
    commands.append(f"for i in c1 c2 c3 new; do docker inspect -f '{STATE}' $i 2>&1; done")
    return commands
