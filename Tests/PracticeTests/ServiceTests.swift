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
    (["service", "docker", "restart"], .restart), (["systemctl", "stop", "docker", "docker.socket"], .stop),
  ])
  func `What is about docker is done to the machine`(argv: [String], action: ServiceAction) {
    #expect(ServiceCall(argv)?.action == action)
    #expect(SudoLink.linkedCommand(in: argv) == argv)
  }

  @Test(arguments: [
    ["systemctl", "restart", "nginx"], ["systemctl"], ["service", "ssh", "restart"],
    ["systemctl", "restart", "docker", "nginx"], ["service", "docker"],
  ])
  func `Anything else is the computer's own`(argv: [String]) {
    #expect(ServiceCall(argv) == nil)
    #expect(SudoLink.linkedCommand(in: argv) == nil)
  }

  @Test func `A failed start is told as systemd tells it, and status says why`() throws {
    let call = try #require(ServiceCall(["systemctl", "restart", "docker"]))
    let outcome = ServiceOutcome(hasFailed: true, isRunning: false, failure: "no", since: 1_795_450_972)
    let report = call.report(of: outcome, at: Timestamp(seconds: 1_795_450_980))
    #expect(report.exit == 1)
    #expect(report.errors.hasPrefix("Job for docker.service failed because the control process exited"))
    let status = try #require(ServiceCall(["systemctl", "status", "docker"]))
      .report(of: outcome, at: Timestamp(seconds: 1_795_450_980))
    #expect(status.exit == 3)
    #expect(
      status.output.contains(
        "Active: failed (Result: exit-code) since 2026-11-23 16:22:52 UTC; 8 seconds ago"))
    #expect(status.output.hasSuffix("dockerd: no\n"))
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
