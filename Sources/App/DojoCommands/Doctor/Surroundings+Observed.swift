import Basics
import Practice
import Shell

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Surroundings {
  /// Looks at this computer; nothing is changed, apart from the state folder being made if it is missing.
  static func observed(from context: ProcessContext) async -> Self {
    let environment = context.environment
    return Self(
      environment: environment,
      registryPort: await portUse(Examination.registryPort, environment: environment),
      isMac: isMac, ownEngine: await ownEngine(environment),
      programs: programs(
        ["curl", "docker", "podman"], on: environment["PATH"] ?? "",
        // Inside a sitting dojo's own links come first; the learner's programs are behind them.
        except: environment[WorkPlace.Variable.links]),
      stateFolder: stateFolder(environment),
      home: Result { () throws(DojoHomeError) in try context.home() },
      containers: await containers(environment), sandbox: await sandbox(environment),
      isolation: await isolation(environment))
  }

  private static func containers(_ environment: [String: String]) async -> ContainerFinding {
    let tools: ContainerTools
    do throws(MissingContainerTools) {
      tools = try ContainerTools(searchPath: environment["PATH"] ?? "")
    } catch {
      return .missing(packages: error.packages)
    }
    if let reason = await tools.refusal() { return .refused(reason: reason, ban: .found()) }
    return .real(hasUsers: await NetworkRoom(with: tools)?.hasUsers ?? false)
  }

  private static func sandbox(_ environment: [String: String]) async -> Result<SandboxTools, NoSandbox> {
    do throws(NoSandbox) { return .success(try await SandboxProbe(environment: environment).run()) } catch {
      return .failure(error)
    }
  }

  private static func isolation(_ environment: [String: String]) async -> Result<SandboxTools, NoSandbox> {
    do throws(NoSandbox) {
      return .success(try await SandboxProbe(environment: environment).runForOneself())
    } catch {
      return .failure(error)
    }
  }

  private static func ownEngine(_ environment: [String: String]) async -> OwnEngineFinding? {
    do {
      let docker = try await OwnDocker.find(.system, environment)
      return .answers(try await OwnEngine.look(docker, environment: environment).version)
    } catch OwnDockerFailure.missing {
      return nil
    } catch {
      return .silent((error as? any UserFacingError)?.summary ?? Phrase(verbatim: "\(error)"))
    }
  }

  private static var isMac: Bool {
    #if os(macOS)
      true
    #else
      false
    #endif
  }

  private static func portUse(_ port: UInt16, environment: [String: String]) async -> PortUse {
    guard !canListen(on: port) else { return .free }
    return .taken(by: await PortHolder.find(port, environment: environment)?.description)
  }

  /// Whether Docker's way of listening, on all addresses, would work now.
  private static func canListen(on port: UInt16) -> Bool {
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    let descriptor = socket(AF_INET, stream, 0)
    guard descriptor >= 0 else { return true }
    defer { _ = close(descriptor) }
    var reuse: Int32 = 1
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
          && listen(descriptor, 1) == 0
      }
    }
  }

  private static func programs(
    _ names: [String], on path: String, except links: String?
  ) -> [String: String] {
    let folders = path.split(separator: ":").filter { $0.hasPrefix("/") && String($0) != links }
    let found = names.compactMap { name in
      folders.map { "\($0)/\(name)" }.first(where: isExecutable).map { (name, $0) }
    }
    return Dictionary(uniqueKeysWithValues: found)
  }

  private static func isExecutable(_ path: String) -> Bool {
    unsafe access(path, X_OK) == 0
  }

  private static func stateFolder(_ environment: [String: String]) -> Result<String, StateFolderProblem> {
    do throws(StateFailure) {
      let folder = try StateFolder(environment: environment)
      try tryOut(folder.path)
      return .success(folder.path)
    } catch {
      return .failure(StateFolderProblem(found: error.summary, remedy: error.remedy))
    }
  }

  private static func tryOut(_ folder: String) throws(StateFailure) {
    do throws(SystemError) {
      try Folders.create(folder)
      try AtomicFile.write("dojo".utf8, to: "\(folder)/.doctor")
      _ = unsafe unlink("\(folder)/.doctor")
    } catch {
      throw StateFailure(error, at: folder)
    }
  }
}
