import Basics
import ContentStore
import HTTPServer
import Registry

/// The container registry as the program of a container: `registry:2.7.1` to its users and in its log.
struct RegistryWorkload: Sendable {
  let settings: RegistrySettings
  let files: RegistryFiles
  let write: @Sendable (OutputStream, String) -> Void
  let now: @Sendable () -> Timestamp
  let chance: Chance

  /// What answers on the registry's port.
  ///
  /// - Throws: `EngineFault` when a file that was there a moment ago cannot be read any more.
  func service() throws(EngineFault) -> ListeningService {
    var options = RegistryService.Options(now: now)
    options.allowsDelete = settings.allowsDeletion
    options.isReadOnly = settings.isReadOnly
    options.observe = observer
    do {
      options.gate = try gate()
      let desk = noticeDesk
      let store = ContentStore(root: files.root) { desk.take($0) }
      let registry = RegistryService(store: store, options: options)
      let decorate = decoration
      let answer: @Sendable (HTTPRequest) async -> HTTPReply = { request in
        var reply = await registry.reply(to: request)
        decorate?(request, &reply)
        return reply
      }
      return ListeningService(
        http: HTTPService { await answer(Self.asSeenInside($0)) }, inside: HTTPService { await answer($0) },
        tls: try identity())
    } catch {
      throw .system((error as? any UserFacingError)?.summary.en ?? "\(error)")
    }
  }

  private var observer: @Sendable (AccessRecord) -> Void {
    let log = LegacyLog(instance: "", level: settings.logLevel)
    return { [write, chance, hasAccessLog = settings.hasAccessLog] record in
      for line in log.errorLines(record, requestID: Self.randomID(chance)) {
        write(.standardError, "\(line)\n")
      }
      if hasAccessLog { write(.standardOutput, "\(log.accessLine(record))\n") }
    }
  }

  /// Brings what is wrong with the registry's files into its log.
  private var noticeDesk: NoticeDesk {
    let log = LegacyLog(instance: "", level: settings.logLevel)
    return NoticeDesk(now: now) { [write, now] notice in
      guard let line = log.taskLine(at: now(), .error, notice.summary.en) else { return }
      write(.standardError, "\(line)\n")
    }
  }

  private func gate() throws -> (any AccessGate)? {
    guard let passwords = settings.passwords, let path = files.passwords else { return nil }
    let file = try PasswordFile(path, mayBeEmpty: true, now: now, complain: { _ in })
    return PasswordGate(passwords: file, realm: passwords.realm)
  }

  private func identity() throws -> TLSIdentity? {
    guard let chain = files.chain, let key = files.key else { return nil }
    return try TLSIdentity(certificate: chain, key: key) { _ in }
  }

  /// Adds what the learner configured to answers of the API; `nil` when that is nothing.
  private var decoration: (@Sendable (HTTPRequest, inout HTTPReply) -> Void)? {
    guard !settings.headers.isEmpty || settings.publicURL != nil else { return nil }
    return { [settings] request, reply in
      guard request.path.hasPrefix("/v2/") else { return }
      for header in settings.headers {
        for value in header.values { reply.headers.add(header.name, value) }
      }
      if let base = settings.publicURL, let place = reply.headers["Location"], place.hasPrefix("/") {
        reply.headers["Location"] = base + place
      }
    }
  }

  /// What it writes before its first request.
  static func greeting(
    _ settings: RegistrySettings, at now: Timestamp, chance: Chance
  ) -> [Program.Output] {
    var generator = chance
    let log = LegacyLog(instance: randomID(chance), level: settings.logLevel)
    var start = LegacyLog.Start(
      address: settings.address + (settings.certificate == nil ? "" : ", tls"),
      purgeMinutes: Int.random(in: 0..<60, using: &generator))
    start.hasSecret = settings.hasSecret
    start.ignoredVariables = settings.ignored
    start.ignoredSettings = settings.ignoredSettings
    start.fatal = settings.fatal
    let provisioning = settings.provisionedPassword.flatMap { log.provisioningLine(at: now, password: $0) }
    return (log.startLines(start, at: now) + [provisioning].compactMap(\.self))
      .map { Program.Output(stream: .standardError, text: "\($0)\n") }
  }

  /// Requests reach a container through the bridge, whose address is what its program sees.
  private static func asSeenInside(_ request: HTTPRequest) -> HTTPRequest {
    let visitor = request.connection.remote.map { HostPort(host: "172.17.0.1", port: $0.port) }
    return HTTPRequest(
      method: request.method, target: request.target, minorVersion: request.minorVersion,
      headers: request.headers,
      connection: ConnectionAddresses(
        remote: visitor, local: request.connection.local, isEncrypted: request.connection.isEncrypted),
      body: request.body)
  }

  /// An identifier in the form of a random UUID.
  static func randomID(_ chance: Chance) -> String {
    let digits = Array(Identifier.random(chance))
    let groups = [
      digits[0..<8], digits[8..<12], ["4"] + digits[13..<16], ["a"] + digits[17..<20], digits[20..<32],
    ]
    return groups.map { String($0) }.joined(separator: "-")
  }
}
