import Basics
import Checks
import Lessons
import TestSupport
import Testing

@testable import Practice

@Suite("systemctl, service and daemon.json of a practice machine")
struct ServiceTests {
  @Test(arguments: [
    (["systemctl", "restart", "docker"], ServiceAction.restart),
    (["systemctl", "status", "docker.service", "--no-pager"], .status),
    (["systemctl", "is-active", "--quiet", "docker"], .isActive),
    (["journalctl", "-u", "docker"], .journal), (["journalctl", "-xeu", "docker.service", "-n20"], .journal),
    (["service", "docker", "restart"], .restart), (["systemctl", "stop", "docker", "docker.socket"], .stop),
  ])
  func `What is about docker is done to the machine`(argv: [String], action: ServiceAction) {
    #expect(ServiceCall(argv)?.action == action)
    #expect(SudoLink.linkedCommand(in: argv) == argv)
  }

  @Test(arguments: [
    ["systemctl", "restart", "nginx"], ["systemctl"], ["service", "ssh", "restart"],
    ["systemctl", "restart", "docker", "nginx"], ["service", "docker"], ["systemctl", "journal", "docker"],
    ["journalctl"], ["journalctl", "-u", "ssh"], ["journalctl", "-u", "docker", "-u", "ssh"],
  ])
  func `Anything else is the computer's own`(argv: [String]) {
    #expect(ServiceCall(argv) == nil)
    #expect(SudoLink.linkedCommand(in: argv) == nil)
  }

  @Test func `A failed start is told as systemd tells it, and status says why`() throws {
    let call = try #require(ServiceCall(["systemctl", "restart", "docker"]))
    let outcome = ServiceOutcome(hasFailed: true, isRunning: false, failure: "no", since: 1_795_450_972)
    let report = call.report(of: outcome, at: Timestamp(seconds: 1_795_450_980), in: .english)
    #expect(report.exit == 1)
    #expect(report.errors.hasPrefix("Job for docker.service failed because the control process exited"))
    let status = try #require(ServiceCall(["systemctl", "status", "docker"]))
      .report(of: outcome, at: Timestamp(seconds: 1_795_450_980), in: .english)
    #expect(status.exit == 3)
    #expect(
      status.output.contains(
        "Active: failed (Result: exit-code) since 2026-11-23 16:22:52 UTC; 8 seconds ago"))
    #expect(status.output.hasSuffix("dockerd: no\n"))
  }

  @Test(arguments: [
    ("-u docker", ["a", "b", "c"], 0), ("-u docker -n 2", ["b", "c"], 0),
    ("-rn1 -u docker.service", ["c"], 0),
    ("--unit=docker --lines=2 -r", ["c", "b"], 0), ("-fu docker", [], 1), ("-u docker --since today", [], 1),
  ])
  func `The journal is shown as journalctl shows it, or not at all`(
    options: String, texts: [String], exit: Int
  ) throws {
    let call = try #require(JournalCall(["journalctl"] + options.split(separator: " ").map(String.init)))
    let lines = ["a", "b", "c"].map { JournalLine(seconds: 1_795_450_972, source: "dockerd[612]", text: $0) }
    let report = call.report(of: lines, host: "host-a", in: .english)
    #expect(report.exit == Int32(exit))
    #expect(report.output == texts.map { "Nov 23 16:22:52 host-a dockerd[612]: \($0)\n" }.joined())
    #expect(report.errors.isEmpty == (exit == 0))
  }

  @Test func `What happened to the service stands in its journal`() async throws {
    let folder = try ScratchFolder()
    let machines = try await PracticeMachinesTests.open(in: folder)
    try AtomicFile.write(Array("{x".utf8), to: try #require(machines.daemonFile(of: "host")))
    _ = await machines.service(.restart, on: "host")
    let outcome = try #require(await machines.service(.journal, on: "host"))
    let texts = (outcome.journal ?? []).map(\.text)
    #expect(texts.first == "Starting docker.service - Docker Application Container Engine...")
    #expect(texts.contains("Stopped docker.service - Docker Application Container Engine."))
    #expect(texts.contains { $0.contains("/etc/docker/daemon.json: invalid character 'x'") })
    #expect(texts.last == "Failed to start docker.service - Docker Application Container Engine.")
  }

  @Test(arguments: [
    (["sudo", "tee", "/run/x/daemon.json"], ["tee", "/run/x/daemon.json"]),
    (["sudo", "-E", "vi", "/etc/docker/daemon.json"], ["vi", "/run/x/daemon.json"]),
    (["sudo", "mkdir", "-p", "/etc/docker"], ["mkdir", "-p", "/run/x"]),
    (
      ["sudo", "sh", "-c", "echo '{}' > /etc/docker/daemon.json"],
      ["sh", "-c", "echo '{}' > /run/x/daemon.json"]
    ),
    (["sudo", "tee", "/etc/hosts"], nil), (["sudo", "docker", "ps"], nil), (["sudo"], nil),
  ])
  func `sudo needs no rights for the machine's own file`(argv: [String], command: [String]?) {
    let call = LinkCall(
      argv: argv, environment: ["DOJO_DAEMON_JSON": "/run/x/daemon.json"], folder: "/", now: { 0 })
    #expect(SudoLink.ownFileCommand(call) == command)
    let outside = LinkCall(argv: argv, environment: [:], folder: "/", now: { 0 })
    #expect(SudoLink.ownFileCommand(outside) == nil)
  }

  @Test func `Each machine has a file of its own, which checks see, and a service that reads it`()
    async throws
  {
    let folder = try ScratchFolder()
    let machines = try await PracticeMachinesTests.open(in: folder)
    let file = try #require(machines.daemonFile(of: "host"))
    #expect(file != machines.daemonFile(of: "other"))
    try AtomicFile.write(Array(#"{"insecure-registries": ["x:1"]}"#.utf8), to: file)
    #expect(
      try await machines.world.file("/etc/docker/daemon.json", on: "host")
        == .text(#"{"insecure-registries": ["x:1"]}"#))
    let restarted = try #require(await machines.service(.restart, on: "host"))
    #expect(restarted.isRunning && !restarted.hasFailed)
    #expect(try await machines.world.docker(["info"], on: "host").stdout.contains("  x:1\n"))
    try AtomicFile.write(Array("{x".utf8), to: file)
    let failed = try #require(await machines.service(.restart, on: "host"))
    #expect(failed.hasFailed && !failed.isRunning && failed.failure != nil)
    await #expect(throws: (any Error).self) { try await machines.world.docker(["ps"], on: "host") }
    #expect(try await machines.world.docker(["ps"], on: "other").exit == 0)
    let kept = "\(folder.path)/kept"
    try await machines.save(to: kept)
    try AtomicFile.write(Array("{}".utf8), to: file)
    #expect(await machines.service(.start, on: "host")?.isRunning == true)
    try await machines.restore(from: kept)
    #expect(await machines.service(.status, on: "host")?.isRunning == false)
    #expect(machines.daemonText(of: "host") == "{x")
    await machines.close()
  }
}
