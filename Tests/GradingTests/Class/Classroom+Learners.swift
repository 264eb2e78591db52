import Basics
import TestSupport

extension Classroom {
  /// What a learner of this class has to get.
  struct Expectation: Sendable {
    let learner: String
    let status: String
    let points: Double
    let kind: String?

    init(_ learner: String, _ status: String, _ points: Double, _ kind: String? = nil) {
      (self.learner, self.status, self.points, self.kind) = (learner, status, points, kind)
    }
  }

  static let expected = [
    Expectation("ada", "graded", 15, "commands"), Expectation("bob", "graded", 9, "commands"),
    Expectation("cay", "graded", 15, "transcript"), Expectation("dan", "graded", 5, "transcript"),
    Expectation("eve", "graded", 6, "transcript"),
    // A hint for step 1 costs 5 % of 2 points, the solution of step 3 half of 2 points.
    Expectation("fay", "graded", 13.9, "bundle"), Expectation("gus", "unreadable", 0),
    Expectation("hal", "no-submission", 0), Expectation("joe", "graded", 9, "bundle"),
    Expectation("zed", "graded", 3, "commands"),
  ]

  /// A class of which each learner has handed in something else, and one nothing.
  static func furnished() async throws -> Classroom {
    let classroom = try Classroom()
    let learners = expected.map(\.learner).filter { $0 != "zed" }
    try AtomicFile.write(
      (["learner,name"] + learners.map { "\($0),Learner \($0)" }).joined(separator: "\n").utf8,
      to: classroom.roster)
    for (name, text) in texts { try AtomicFile.write(text.utf8, to: "\(classroom.submissions)/\(name)") }
    async let fay = classroom.bundle(of: "fay", sittingWithHelp)
    async let joe = classroom.bundle(of: "joe", sittingWithReset)
    try AtomicFile.write(await fay, to: "\(classroom.submissions)/fay.dojo")
    try AtomicFile.write(await joe, to: "\(classroom.submissions)/joe.dojo")
    return classroom
  }

  private static let texts = [
    "ada.sh": """
    #!/bin/bash
    # step 1
    docker run -d -p 5000:5000 registry:2.7.1
    # step 2
    docker images
    # step 3
    docker tag nginx:1.19.2 $(hostname):5000/testimage:v1
    # step 4
    docker images
    # step 5
    docker push $(hostname):5000/testimage:v1
    # step 6
    curl -s localhost:5000/v2/_catalog
    # step 7
    docker pull host:5000/testimage:v1
    # step 8
    docker images
    # step 9
    docker rm -f `docker ps -a -q`

    """,
    "bob.txt": """
    docker run -d -p 5000:5000 registry:2.7.1
    docker images; docker tag nginx:1.19.2 bobs-pc:5000/testimage:v1
    docker images
    docker push bobs-pc:5000/testimage:v1
    """,
    "cay.txt": transcript, "dan.cast": cast, "eve.txt": typescript, "gus.txt": "",
    "zed.sh": "docker run -d -p 5000:5000 registry:2.7.1\ndocker images\n",
  ]

  /// Pasted from a terminal with a Docker of another version: identifiers and names are those of another sitting.
  private static let transcript = """
    cay@lab-07:~$ docker run -d -p 5000:5000 registry:2.7.1
    9f3c5e1b7a2d4c6e8f0a1b3c5d7e9f1a2b4c6d8e0f1a3b5c7d9e1f2a4b6c8d0e
    cay@lab-07:~$ docker ps
    CONTAINER ID   IMAGE            COMMAND                  CREATED         STATUS         PORTS                    NAMES
    9f3c5e1b7a2d   registry:2.7.1   "/entrypoint.sh /etc…"   4 seconds ago   Up 3 seconds   0.0.0.0:5000->5000/tcp   jolly_noether
    cay@lab-07:~$ docker images
    REPOSITORY    TAG       IMAGE ID       CREATED       SIZE
    nginx         1.19.2    4bb46517cac3   6 years ago   133MB
    cay@lab-07:~$ docker tag nginx:1.19.2 lab-07:5000/testimage:v1
    cay@lab-07:~$ docker images
    REPOSITORY              TAG       IMAGE ID       CREATED       SIZE
    lab-07:5000/testimage   v1        4bb46517cac3   6 years ago   133MB
    cay@lab-07:~$ docker push \\
    > lab-07:5000/testimage:v1
    The push refers to repository [lab-07:5000/testimage]
    cay@lab-07:~$ curl localhost:5000/v2/_catalog
    {"repositories":["testimage"]}
    cay@lab-07:~$ dojo shell other -- docker pull lab-07:5000/testimage:v1
    v1: Pulling from testimage
    cay@lab-07:~$ dojo shell other -- docker images
    REPOSITORY              TAG       IMAGE ID       CREATED       SIZE
    lab-07:5000/testimage   v1        4bb46517cac3   6 years ago   133MB
    cay@lab-07:~$ docker logs --tail 0 jolly_noether
    cay@lab-07:~$ docker rm -f 9f3c
    9f3c
    cay@lab-07:~$
    """

  private static let cast = #"""
    {"version": 2, "width": 100, "height": 24}
    [0.1, "o", "$ "]
    [0.5, "o", "docker run -d -p 5000:5000 registry:2.7.1\r\n0a1b2c3d4e5f\r\n$ "]
    [0.9, "o", "docker imaeg\b\bges\r\nREPOSITORY\r\n$ "]
    [1.5, "o", "docker image list\r\n"]
    [1.9, "o", "$ docker tag nginx:1.19.2 dans-pc:5000/testimage:v2\r\n"]
    [2.5, "o", "$ docker rm -f $(docker ps -aq)\r\n$ docker pull registry:2.7.1\r\n"]
    """#

  private static let typescript =
    "Script started on 2026-11-26 10:00:00+00:00 [TERM=\"xterm\" COLUMNS=\"90\" LINES=\"24\"]\r\n"
    + "\u{1B}[?2004h\u{1B}[01;32meve@mypc\u{1B}[00m:\u{1B}[01;34m~\u{1B}[00m$ docker run -d -p 5000:5000 registry:2.7.1\r\n"
    + "\u{1B}[?2004l\r1111111111111111111111111111111111111111111111111111111111111111\r\n"
    + "\u{1B}[?2004heve@mypc:~$ docker imgs\u{08}\u{1B}[K\u{08}\u{1B}[Kages\r\n\u{1B}[?2004l\rREPOSITORY\r\n"
    + "\u{1B}[?2004heve@mypc:~$ docker tag nginx:1.19.2 mypc:5000/testimage:v1\r\n\u{1B}[?2004l\r"
    + "\u{1B}[?2004heve@mypc:~$ docker images\r\n\u{1B}[?2004l\rREPOSITORY\r\n"
    + "\u{1B}[?2004heve@mypc:~$ exit\r\n\u{1B}[?2004l\rexit\r\n\r\nScript done on 2026-11-26 10:00:09+00:00\r\n"

  private static let sittingWithHelp = """
    dojo hint
    docker run -d -p 5000:5000 registry:2.7.1
    docker images
    dojo solution
    docker tag nginx:1.19.2 $(hostname):5000/testimage:v1
    docker images
    docker push $(hostname):5000/testimage:v1
    curl -s localhost:5000/v2/_catalog
    dojo shell other -- docker pull $(hostname):5000/testimage:v1
    dojo shell other -- docker images
    docker rm -f $(docker ps -aq)

    """

  private static let sittingWithReset = """
    docker run -d -p 5000:5000 --name registry registry:2.7.1
    docker images
    docker rmi nginx:1.19.2
    docker rm -f registry
    dojo reset 3
    docker tag nginx:1.19.2 $(hostname):5000/testimage:v1
    docker images
    docker push $(hostname):5000/testimage:v1

    """
}
