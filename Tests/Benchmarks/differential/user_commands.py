"""Commands about users, owners and rights of files in containers by chance, legal and illegal."""

# `own` knows users of its own; `kept` has a file of theirs in an image, `roomy` a volume.
SETUP = [
    "docker run --name made alpine sh -c 'echo app:x:1000:1000::/home/app:/bin/sh >> /etc/passwd && echo app:x:1000: >> /etc/group && echo staff:x:2000:app >> /etc/group && mkdir -p /home/app/in"
    " && echo mine > /home/app/mine && chown -R app:app /home/app && chmod 640 /home/app/mine && mkdir -m 1777 /drop && echo r > /root/r && chmod 600 /root/r'",
    "docker commit made own:1", "docker run -d --name box own:1 sleep 1000", "docker volume create share",
    "docker run -d --name other -u app -v share:/share own:1 sleep 1000",
    "echo theirs > f; chown 1000:2000 f; chmod 640 f; mkdir -p d/e; echo deep > d/e/deep; chown -R 1234:4321 d/e; chmod 700 d/e; ln -s f l",
]
USERS = [
    "root", "0", "nobody", "app", "1000", "1000:2000", "app:staff", "app:app", "1000:staff", "app:2000", "1234", "1234:4321", "nosuch", "nosuch:app", "app:nosuch",
    "0:0", ":", ":0", "app:", ":staff", "-1", "65534", "4294967296", "99999999999999999999", "2147483648", "1000:", "1000:-1", "root:app", "''", "App", "a:b:c",
]
IMAGES = ["own:1", "own:1", "own:1", "alpine", "tool:1", "snap"]
BOXES = ["box", "box", "other", "fresh", "made"]
PATHS = ["/home/app/mine", "/home/app", "/home/app/in", "/drop", "/tmp", "/root/r", "/root", "/share", "/etc/passwd", "/made", "/drop/f", "/nosuch"]
PROBES = [
    "id", "id -u", "id -g", "id -G", "id -un", "whoami", "sh -c 'echo $HOME $USER'", "sh -c 'cat /home/app/mine'", "cat /root/r", "touch /made", "touch /drop/f", "touch /home/app/in/f",
    "sh -c 'echo x > /drop/g; stat -c %U:%G:%a /drop/g'", "mkdir /drop/m", "mkdir -p /home/app/in/deep/er", "rm /home/app/mine", "rm -f /drop/f", "ls -ln /home/app", "ls -ln /drop", "stat -c '%u:%g %a' /home/app/mine",
    "stat -c '%u:%g %a' /share", "sh -c 'echo x > /share/x; ls -ln /share | tail -n +2 | cut -c1-40'", "chown app /drop", "chown -R 1234:4321 /home/app/in", "chgrp staff /home/app/mine", "chmod 700 /home/app", "chmod u+s /bin/busybox",
    "su app -c id", "su -s /bin/sh nobody -c 'id -u'", "su -c id", "su nosuch -c id", "sh -c 'umask; umask 077; touch /drop/u; stat -c %a /drop/u'", "sh -c 'kill -0 1 && echo may'", "sh -c 'grep -c . /etc/shadow'",
    "passwd -d app", "adduser -D -u 1001 more", "deluser app", "addgroup app root", "chpasswd </dev/null", "sh -c 'grep -E \"^(Uid|Gid|Groups)\" /proc/self/status'", "sh -c 'ls -ld /proc/self | cut -d\" \" -f3-'", "ping -c1 -W1 127.0.0.1",
    "sh -c 'test -w /etc/passwd && echo may || echo not'", "sh -c 'cd && pwd'", "env", "sh -c 'mknod /drop/n c 1 3; stat -c %F /drop/n'", "sh -c 'ls -l /dev/null | cut -c1-10'", "chroot / id -u", "hostname new", "sh -c 'mount -t tmpfs x /tmp'", "nice -n -5 true",
    "sh -c 'ln -s /root/r /drop/link; cat /drop/link'", "find / -xdev -user app", "find / -xdev -group staff", "sh -c 'echo a >> /etc/hosts && tail -1 /etc/hosts'",
]
LISTED = "tar --numeric-owner -tvf - | awk '{print $1,$2,$6,$7,$8}'"


def commands_by(chance, length):
    pick = chance.choice

    def maybe(text, likely=0.3):
        return text if chance.random() < likely else ""

    kinds = [
        lambda: f"docker run --rm -u {pick(USERS)} {pick(IMAGES)} {pick(PROBES)}",
        lambda: f"docker run --rm -u {pick(USERS)} own:1 {pick(PROBES)}",
        lambda: f"docker run --rm --group-add {pick(['staff', '2000', 'nosuch', '7', 'root', '-1', 'app --group-add 12', '99999999999'])}{maybe(' -u ' + pick(USERS))} own:1 {pick(['id', 'id -G', 'touch /drop/q', 'cat /home/app/mine'])}",
        lambda: f"docker run --rm -v {pick(['share', 'fresh1', 'fresh2', '$PWD/d', '$PWD/f'])}:{pick(['/share', '/home/app', '/drop', '/root', '/data'])}{maybe(':ro', 0.2)} -u {pick(USERS)} own:1 "
                + pick(["sh -c 'ls -lnd /share /home/app /drop /data 2>&1 | cut -c1-30'", "touch /share/t", "touch /drop/t", "ls -ln /home/app", "rm -rf /share/x", "id"]),
        lambda: f"docker run --rm -w {pick(['/home/app', '/new/dir', '/root', '/drop/w'])} -u {pick(USERS)} own:1 {pick(['pwd', 'touch here', 'stat -c %u:%g:%a .'])}",
        lambda: f"docker run --rm --tmpfs {pick(['/t', '/t:uid=1000', '/t:mode=700', '/t:uid=1000,gid=2000,mode=750', '/t:mode=1777,size=1m'])} -u {pick(['app', '0', '1234'])} own:1 "
                + pick(["stat -c '%u:%g %a' /t", "touch /t/x"]),
        lambda: f"docker run --rm {pick(['--read-only', '--cap-drop ALL', '--cap-drop CHOWN', '--cap-drop DAC_OVERRIDE', '--cap-drop SETUID --cap-drop SETGID', '--security-opt no-new-privileges'])} own:1 "
                + pick(["chown app /drop", "su app -c id", "cat /home/app/mine", "touch /drop/z", "id"]),
        lambda: f"docker exec{maybe(' -u ' + pick(USERS), 0.7)}{maybe(' -w ' + pick(['/home/app', '/nosuch', '/root', '/drop']), 0.2)}{maybe(' -e HOME=/x', 0.1)} {pick(BOXES)} {pick(PROBES)}",
        lambda: f"docker exec{maybe(' -u ' + pick(USERS), 0.7)} box {pick(PROBES)}",
        lambda: f"docker cp{maybe(' -a', 0.4)} {pick(['f', 'd', 'd/.', 'l', 'd/e'])} {pick(BOXES)}:{pick(PATHS + ['/drop/', '/home/app/new', '/home/app/new/x'])}",
        lambda: f"docker cp{maybe(' -a', 0.4)}{maybe(' -L', 0.2)} {pick(BOXES)}:{pick(PATHS)} {pick(['got', 'd', './', 'nosuch/x'])}; find got d -printf '%p %U:%G %m\\n' 2>/dev/null | sort",
        lambda: f"docker cp{maybe(' -a', 0.2)} {pick(BOXES)}:{pick(PATHS)} - | {LISTED}",
        lambda: f"tar c{maybe(' --owner=1234 --group=4321', 0.4)}{maybe(' --numeric-owner', 0.2)} {pick(['f', 'd', 'l', 'f d'])} | docker cp{maybe(' -a', 0.3)} - {pick(BOXES)}:{pick(PATHS)}",
        lambda: f"docker cp {pick(BOXES)}:{pick(PATHS)} - | docker cp{maybe(' -a', 0.3)} - {pick(BOXES)}:{pick(['/drop', '/tmp', '/home/app'])}",
        lambda: f"docker exec box find {pick(['/home/app', '/drop', '/tmp'])} -exec stat -c '%n %u:%g %a %F' {{}} ';' | sort",
        lambda: f"docker diff {pick(BOXES)} | sort",
        lambda: f"docker commit{maybe(' -p=false', 0.2)} -c 'USER {pick(USERS)}'{maybe(' -c ' + repr(pick(['WORKDIR /home/app', 'CMD id', 'VOLUME /home/app', 'ENV HOME=/y'])), 0.4)} {pick(BOXES)} snap",
        lambda: "docker image inspect -f '{{json .Config.User}} {{json .Config.WorkingDir}} {{json .Config.Volumes}}' snap",
        lambda: f"docker run --rm snap {pick(PROBES)}",
        lambda: f"docker run -d --name fresh{maybe(' -u ' + pick(USERS), 0.6)}{maybe(' -v share:/share')}{maybe(' -v /home/app')}{maybe(' -w /home/app')} {pick(['own:1', 'snap'])} sleep 1000",
        lambda: "docker rm -f fresh", lambda: "docker rm -fv fresh",
        lambda: f"docker inspect -f '{{{{json .Config.User}}}} {{{{.State.Status}}}} {{{{.State.ExitCode}}}} [{{{{.State.Error}}}}] {{{{json .HostConfig.GroupAdd}}}}' {pick(BOXES)}",
        lambda: f"docker export {pick(BOXES)} | {LISTED} | grep -E '{pick(['home/app', 'drop', 'root/', 'share', 'etc/passwd'])}'",
        lambda: f"docker top {pick(['box', 'other', 'fresh'])} {pick(['-o user,comm', '-o uid,comm', '-eo user,comm', 'aux'])} | awk '{{print $1, $NF}}'",
        lambda: f"docker run --rm -v share:/share {pick(['alpine', 'own:1'])} sh -c 'ls -lnd /share; ls -ln /share' | grep -v total | cut -c1-34",
        lambda: f"docker run --rm{maybe(' -u ' + pick(['app', '1000:2000']), 0.5)} --volumes-from other own:1 {pick(['touch /share/v', 'ls -ln /share', 'rm -rf /share/v'])} | cut -c1-34",
        lambda: "docker export box | docker import - flat && docker run --rm flat sh -c 'stat -c %u:%g:%a /home/app/mine /home/app /drop'",
        lambda: "docker save own:1 snap | docker load",
    ]
    return [pick(kinds)() for _ in range(length)]
