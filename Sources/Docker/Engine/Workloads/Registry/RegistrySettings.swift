import Registry

/// The settings of a registry container.
struct RegistrySettings: Hashable, Sendable {
  /// Who may come in: the users of a password file of the container.
  struct Passwords: Hashable, Sendable {
    var realm: String
    /// Path in the container.
    var path: String
  }

  /// Paths in the container.
  struct Certificate: Hashable, Sendable {
    var chain: String
    var key: String
  }

  /// A field that every answer of the API carries.
  struct Header: Hashable, Sendable {
    var name: String
    var values: [String]
  }

  /// The container port.
  var port: UInt16 = 5_000
  /// Where it listens, as its log says it.
  var address = "[::]:5000"
  /// Whether only the container itself reaches it, so that no published port does.
  var isOnLoopback = false
  /// Path in the container.
  var rootDirectory = "/var/lib/registry"
  var allowsDeletion = false
  var isReadOnly = false
  var passwords: Passwords?
  var certificate: Certificate?
  /// How much is logged.
  var logLevel = LegacyLog.Level.info
  var hasAccessLog = true
  /// Whether uploads are signed with a secret of the learner's.
  var hasSecret = false
  /// The URL that `Location` fields begin with; they are relative when `nil`.
  var publicURL: String?
  var headers: [Header] = []
  /// Variables that mean nothing to a registry, in order; it says so when it starts.
  var ignored: [String] = []
  /// Settings of its configuration file that it does without; it says so too.
  var ignoredSettings: [String] = []
  /// The password of the user that it made up, because its password file was missing.
  var provisionedPassword: String?
  /// Why it ends instead of listening, in the words of its log.
  var fatal: String?
}
