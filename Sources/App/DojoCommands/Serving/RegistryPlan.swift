import Basics
import HTTPServer
import Registry

/// What `dojo registry serve` was asked for, once it makes sense.
struct RegistryPlan: Equatable, Sendable {
  /// How to tell who asks.
  enum Access: Equatable, Sendable {
    case everybody
    case passwords(file: String, realm: String, isPullOpen: Bool)
    case tokens(realm: String, service: String, issuer: String, keys: String)
  }

  struct Certificate: Equatable, Sendable {
    let chain: String
    let key: String
  }

  let address: ListenAddress
  let root: String
  let access: Access
  let certificate: Certificate?
  let isReadOnly: Bool
  let allowsDelete: Bool
  let blobLimit: Int?
  /// How long an upload may lie still; `nil` for ever.
  let uploadAge: Duration?
  let debugAddress: ListenAddress?
  let hasAccessLog: Bool
  /// What the person should know before it starts.
  let notices: [Phrase]

  /// The plan of a call without further options.
  ///
  /// - Throws: `ServeMistake`.
  init(_ call: PlainServing, uploadAge: SpanOfTime = RegistryLimitOptions.defaultUploadAge)
    throws(ServeMistake)
  {
    address = try Self.address(call.address, of: "--addr")
    guard ListenRule.isPrivate(address) else { throw .openToAnyone(address) }
    root = call.root
    access = .everybody
    certificate = nil
    isReadOnly = false
    allowsDelete = true
    blobLimit = nil
    self.uploadAge = uploadAge.duration
    debugAddress = nil
    hasAccessLog = false
    notices = ListenRule.notice(address, isGuarded: false, isEncrypted: false).map { [$0] } ?? []
  }

  /// Looks at the options together.
  ///
  /// - Throws: `ServeMistake`.
  init(_ command: RegistryServeCommand) throws(ServeMistake) {
    let serving = command.serving
    address = try Self.address(command.address, of: "--addr")
    debugAddress = try serving.debugAddr.map { text throws(ServeMistake) in
      try Self.address(text, of: "--debug-addr")
    }
    root = command.root
    access = try Self.access(command.access)
    certificate = try Self.certificate(serving)
    isReadOnly = command.limits.readOnly
    allowsDelete = !command.limits.noDelete
    blobLimit = command.limits.maxUpload?.bytes
    let age = command.limits.uploadAge
    uploadAge = age.seconds > 0 && !command.limits.readOnly ? age.duration : nil
    hasAccessLog = command.accessLog
    let isGuarded = access != .everybody
    let isEncrypted = certificate != nil
    if !isGuarded, !isEncrypted, !serving.insecureAnyone, !ListenRule.isPrivate(address) {
      throw .openToAnyone(address)
    }
    if let debugAddress, !serving.insecureAnyone, !ListenRule.isPrivate(debugAddress) {
      throw .openToAnyone(debugAddress)
    }
    let notice = ListenRule.notice(address, isGuarded: isGuarded, isEncrypted: isEncrypted)
    notices = notice.map { [$0] } ?? []
  }

  private static func address(_ text: String, of option: String) throws(ServeMistake) -> ListenAddress {
    guard let address = ListenAddress(hostPort: text) else { throw .badAddress(option: option, text: text) }
    return address
  }

  private static func access(_ options: RegistryAccessOptions) throws(ServeMistake) -> Access {
    switch options.authentication ?? guess(options) {
    case .open:
      try refuse(
        [
          ("--htpasswd", options.htpasswd), ("--anonymous-pull", options.anonymousPull ? "" : nil),
          ("--realm", options.realm), ("--service", options.service), ("--issuer", options.issuer),
          ("--jwks", options.jwks),
        ], with: "--auth none")
      return .everybody
    case .htpasswd:
      try refuse(
        [("--service", options.service), ("--issuer", options.issuer), ("--jwks", options.jwks)],
        with: "--auth htpasswd")
      return .passwords(
        file: try need(options.htpasswd, "--htpasswd", for: "--auth htpasswd"),
        realm: options.realm ?? "dojo registry", isPullOpen: options.anonymousPull)
    case .token:
      try refuse(
        [("--htpasswd", options.htpasswd), ("--anonymous-pull", options.anonymousPull ? "" : nil)],
        with: "--auth token")
      return try tokens(options)
    }
  }

  /// The file that is given tells the way.
  private static func guess(_ options: RegistryAccessOptions) -> RegistryAuthentication {
    options.htpasswd != nil ? .htpasswd : options.jwks != nil ? .token : .open
  }

  private static func tokens(_ options: RegistryAccessOptions) throws(ServeMistake) -> Access {
    let realm = try need(options.realm, "--realm", for: "--auth token")
    guard realm.hasPrefix("http://") || realm.hasPrefix("https://") else {
      throw .notURL(option: "--realm", text: realm)
    }
    return .tokens(
      realm: realm, service: try need(options.service, "--service", for: "--auth token"),
      issuer: try need(options.issuer, "--issuer", for: "--auth token"),
      keys: try need(options.jwks, "--jwks", for: "--auth token"))
  }

  private static func certificate(_ options: RegistryServingOptions) throws(ServeMistake) -> Certificate? {
    switch (options.tlsCert, options.tlsKey) {
    case (let chain?, let key?): return Certificate(chain: chain, key: key)
    case (nil, nil): return nil
    case (_?, nil): throw .missing(option: "--tls-key", neededBy: "--tls-cert")
    case (nil, _?): throw .missing(option: "--tls-cert", neededBy: "--tls-key")
    }
  }

  private static func need(
    _ value: String?, _ option: String, for other: String
  ) throws(ServeMistake) -> String {
    guard let value, !value.isEmpty else { throw .missing(option: option, neededBy: other) }
    return value
  }

  private static func refuse(_ options: [(String, String?)], with other: String) throws(ServeMistake) {
    guard let given = options.first(where: { $0.1 != nil }) else { return }
    throw .pointless(option: given.0, with: other)
  }
}
