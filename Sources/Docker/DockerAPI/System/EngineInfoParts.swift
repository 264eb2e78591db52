import Basics

/// The drivers an engine offers, by kind.
package struct EnginePlugins: Codable, Hashable, Sendable, EmptyDefault {
  @Nullable package var volume: [String]? = nil
  @Nullable package var network: [String]? = nil
  @Nullable package var authorization: [String]? = nil
  @Nullable package var log: [String]? = nil

  package init() {}

  package init(
    volume: [String]? = nil,
    network: [String]? = nil,
    authorization: [String]? = nil,
    log: [String]? = nil
  ) {
    self.volume = volume
    self.network = network
    self.authorization = authorization
    self.log = log
  }

  private enum CodingKeys: String, CodingKey {
    case volume = "Volume"
    case network = "Network"
    case authorization = "Authorization"
    case log = "Log"
  }
}

/// A program that starts containers.
package struct EngineRuntime: Codable, Hashable, Sendable {
  @Defaulted package var path: String = ""

  package init(
    path: String = ""
  ) {
    self.path = path
  }

  private enum CodingKeys: String, CodingKey {
    case path
  }
}

/// Whether an engine is part of a swarm.
package struct SwarmState: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var nodeID: String = ""
  @Defaulted package var nodeAddress: String = ""
  @Defaulted package var localNodeState: String = "inactive"
  @Defaulted package var isManager: Bool = false
  @Defaulted package var error: String = ""
  @Nullable package var remoteManagers: [JSONValue]? = nil

  package init() {}

  package init(
    nodeID: String = "",
    nodeAddress: String = "",
    localNodeState: String = "inactive",
    isManager: Bool = false,
    error: String = "",
    remoteManagers: [JSONValue]? = nil
  ) {
    self.nodeID = nodeID
    self.nodeAddress = nodeAddress
    self.localNodeState = localNodeState
    self.isManager = isManager
    self.error = error
    self.remoteManagers = remoteManagers
  }

  private enum CodingKeys: String, CodingKey {
    case nodeID = "NodeID"
    case nodeAddress = "NodeAddr"
    case localNodeState = "LocalNodeState"
    case isManager = "ControlAvailable"
    case error = "Error"
    case remoteManagers = "RemoteManagers"
  }
}

/// The commit a component was built from, and the one it should be.
package struct ComponentCommit: Codable, Hashable, Sendable, EmptyDefault {
  @Defaulted package var id: String = ""
  @Defaulted package var expected: String = ""

  package init() {}

  package init(
    id: String = "",
    expected: String = ""
  ) {
    self.id = id
    self.expected = expected
  }

  private enum CodingKeys: String, CodingKey {
    case id = "ID"
    case expected = "Expected"
  }
}
