import Basics
import ContentStore
import HTTPServer
import Registry

/// A registry that serves.
struct RunningRegistry: Sendable {
  let greeting: Phrase
  private let servers: [HTTPServer]
  private let loops: ServerLoops
  private let purging: Task<Void, Never>?

  /// How long requests under way may take when it ends.
  private static let grace = Duration.seconds(10)

  static let farewell = Phrase(
    en: "Ending; requests under way have 10 seconds. Once more ends at once.",
    ja: "終了します。処理中のリクエストは 10 秒まで待ちます。もう一度でただちに終わります。")

  /// Reads the files that the plan names, and starts to listen.
  static func start(_ plan: RegistryPlan, console: Console) async throws -> Self {
    let metrics = plan.debugAddress.map { _ in RegistryMetrics(startedAt: .now()) }
    // One line each, however long, for those who search logs.
    let desk = NoticeDesk(now: { .now() }) { console.narrate("dojo: \($0.summary[console.language])") }
    let store = ContentStore(root: plan.root) { desk.take($0) }
    let service = RegistryService(store: store, options: try options(plan, metrics, console))
    var serverOptions = ServerOptions { Timestamp.now().seconds }
    serverOptions.tls = try plan.certificate.map { certificate in
      try TLSIdentity(certificate: certificate.chain, key: certificate.key) { complain($0, console) }
    }
    let loops = ServerLoops(threads: 2)
    var servers: [HTTPServer] = []
    do {
      servers.append(
        try await HTTPServer.start(service.http, at: plan.address, on: loops, options: serverOptions))
      if let address = plan.debugAddress, let metrics {
        let debug = DebugService(metrics: metrics, root: plan.root, isReadOnly: plan.isReadOnly)
        servers.append(
          try await HTTPServer.start(
            debug.http, at: address, on: loops, options: ServerOptions { Timestamp.now().seconds }))
      }
    } catch {
      for server in servers { await server.shutdown() }
      await loops.shutdown()
      throw error
    }
    let purging = plan.uploadAge.map { age in
      UploadPurge(store: store, age: age) { console.narrate($0[console.language]) }.begin()
    }
    return Self(greeting: greeting(plan, servers), servers: servers, loops: loops, purging: purging)
  }

  /// Stops listening and lets requests under way finish.
  func stop() async {
    purging?.cancel()
    await withTaskGroup(of: Void.self) { group in
      for server in servers { group.addTask { await server.shutdown(grace: Self.grace) } }
    }
    await loops.shutdown()
  }

  private static func greeting(_ plan: RegistryPlan, _ servers: [HTTPServer]) -> Phrase {
    let scheme = plan.certificate == nil ? "http" : "https"
    let place = "\(scheme)://\(servers[0].address)/v2/"
    var greeting = Phrase(
      en: "Serving \(plan.root) on \(place); Ctrl-C ends.",
      ja: "\(plan.root) を \(place) で公開中です。Ctrl-C で終わります。")
    if servers.count > 1 {
      let debug = "http://\(servers[1].address)"
      greeting = Phrase(
        en: "\(greeting.en)\nHealth: \(debug)/healthz  Metrics: \(debug)/metrics",
        ja: "\(greeting.ja)\n稼働状況: \(debug)/healthz  計測値: \(debug)/metrics")
    }
    return greeting
  }

  private static func complain(_ error: any Error, _ console: Console) {
    if let error = error as? any UserFacingError {
      console.report(error)
    } else {
      console.narrate("dojo: \(error)")
    }
  }
}

extension RunningRegistry {
  private static func options(
    _ plan: RegistryPlan, _ metrics: RegistryMetrics?, _ console: Console
  ) throws -> RegistryService.Options {
    var options = RegistryService.Options { .now() }
    options.isReadOnly = plan.isReadOnly
    options.allowsDelete = plan.allowsDelete
    options.blobLimit = plan.blobLimit
    options.gate = try gate(plan.access, console)
    let log = plan.hasAccessLog ? LegacyLog(instance: "dojo") : nil
    switch (log, metrics) {
    case (let log?, let metrics?):
      options.observe = { record in
        console.print(log.accessLine(record))
        metrics.count(record)
      }
    case (let log?, nil): options.observe = { console.print(log.accessLine($0)) }
    case (nil, let metrics?): options.observe = { metrics.count($0) }
    case (nil, nil): break
    }
    return options
  }

  private static func gate(_ access: RegistryPlan.Access, _ console: Console) throws -> (any AccessGate)? {
    switch access {
    case .everybody: return nil
    case .passwords(let path, let realm, let isPullOpen):
      let file = try PasswordFile(path, now: { .now() }, complain: { complain($0, console) })
      for mistake in file.list.mistakes { console.warn(mistake.words(path)) }
      guard isPullOpen else { return PasswordGate(passwords: file, realm: realm) }
      return OpenPullGate(passwords: file, service: realm) { .now() }
    case .tokens(let realm, let service, let issuer, let keys):
      return try TokenGate(
        TokenGate.Settings(realm: realm, service: service, issuer: issuer), keys: keys, now: { .now() },
        complain: { complain($0, console) })
    }
  }
}
