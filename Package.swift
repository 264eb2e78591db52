// swift-tools-version: 6.2
import PackageDescription

// One place for the settings every Swift target gets.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .treatWarning("DeprecatedDeclaration", as: .warning),
]

/// A wing of the house: a folder of targets under `Sources`.
enum Wing: String {
  case app = "App"
  case teaching = "Teaching"
  case docker = "Docker"
  case registry = "Registry"
  case platform = "Platform"
}

func module(_ wing: Wing, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(wing.rawValue)/\(name)", swiftSettings: strict)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies,
    swiftSettings: strict)
}

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let nio: [Target.Dependency] = ["NIOCore", "NIOPosix", "NIOHTTP1"].map {
  .product(name: $0, package: "swift-nio")
}

// pkg-config also names the library, which would then be loaded at each start; only Homebrew's headers need it to be found.
#if os(macOS)
  let openSSL: String? = "libcrypto"
#else
  let openSSL: String? = nil
#endif

let package = Package(
  name: "dojo",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "dojo", targets: ["dojo"]),
    .executable(name: "dojo-link", targets: ["dojo-link"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
  ],
  targets: [
    // Floor 0: C libraries. All but cmark-gfm are opened when they are first needed.
    .target(
      name: "CCurl", path: "Sources/Platform/CCurl",
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "CArchive", path: "Sources/Platform/CArchive",
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .systemLibrary(
      name: "CCmarkGFM", path: "Sources/Platform/CCmarkGFM", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
    .systemLibrary(
      name: "COpenSSL", path: "Sources/Platform/COpenSSL", pkgConfig: openSSL,
      providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .target(
      name: "CCrypto", dependencies: ["COpenSSL"], path: "Sources/Platform/CCrypto",
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "CTLS", dependencies: ["COpenSSL"], path: "Sources/Platform/CTLS",
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "CYAML", path: "Sources/Platform/CYAML",
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    .target(
      name: "CCrypt", path: "Sources/Platform/CCrypt",
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),

    .target(name: "CNamespaces", path: "Sources/Platform/CNamespaces"),

    // Floor 1: values only.
    module(.platform, "Basics"),
    module(.registry, "OCI", ["Basics", "CCrypto"]),
    module(.docker, "DockerAPI", ["Basics"]),

    // Floor 2: one adapter for each outside thing.
    module(.platform, "Markdown", ["CCmarkGFM"]),
    module(.platform, "YAML", ["CYAML"]),
    module(.platform, "Archive", ["Basics", "CArchive"]),
    module(.platform, "HTTPClient", ["Basics", "CCurl"]),
    module(.docker, "EngineClient", ["Basics", "DockerAPI"] + nio),
    module(.platform, "HTTPServer", ["Basics", "CTLS"] + nio),
    module(.platform, "Credentials", ["CCrypt", "CCrypto"]),
    module(.platform, "Shell", ["Basics", "CNamespaces", subprocess]),
    module(.registry, "ContentStore", ["Basics", "OCI"]),

    // Floor 3: the domain.
    module(.registry, "RegistryClient", ["Basics", "OCI", "HTTPClient"]),
    module(.registry, "Registry", ["Basics", "OCI", "ContentStore", "HTTPServer", "Credentials"]),
    module(
      .docker, "Engine",
      [
        "Basics", "OCI", "DockerAPI", "ContentStore", "Registry", "RegistryClient", "HTTPServer",
        "Archive", "Credentials", "Shell", "YAML",
      ]),
    module(.docker, "DockerCLI", ["Basics", "OCI", "DockerAPI", "EngineClient"]),
    module(.teaching, "Lessons", ["Basics", "Markdown", "YAML"]),
    module(.teaching, "Reports", ["Basics"]),
    module(.teaching, "Submissions", ["Basics", "Archive", "OCI"]),

    // Floors 4 and 5: verdicts, sittings and grades.
    module(.teaching, "Checks", ["Basics", "OCI", "Lessons", "DockerCLI"]),
    module(
      .teaching, "Practice",
      [
        "Basics", "OCI", "DockerAPI", "Lessons", "Checks", "DockerCLI", "EngineClient", "Engine",
        "HTTPClient", "HTTPServer", "Shell",
      ]),

    module(
      .teaching, "Grading",
      [
        "Basics", "OCI", "DockerAPI", "DockerCLI", "EngineClient", "Engine", "HTTPServer", "Shell", "Lessons",
        "Checks", "Practice", "Submissions", "Reports",
      ]),

    // Floors 6 and 7: what a person types and sees, and the small program that stands for docker in a sandbox.
    module(
      .app, "DojoCommands",
      [
        "Basics", "Markdown", "HTTPServer", "Shell", "ContentStore", "Registry", "Engine", "Lessons",
        "Checks", "Practice", "Submissions", "Reports", "Grading", argumentParser,
      ]),
    .executableTarget(
      // dojo-link is not linked in: whoever builds dojo must find it beside dojo.
      name: "dojo", dependencies: ["DojoCommands", "dojo-link"], path: "Sources/App/dojo",
      swiftSettings: strict,
      // No code looks up symbols in dojo, or is to be loaded elsewhere: a tenth of each start went into both.
      linkerSettings: [
        .unsafeFlags(
          ["-Xlinker", "--no-export-dynamic", "-Xclang-linker", "-no-pie"],
          .when(platforms: [.linux], configuration: .release))
      ]),
    .executableTarget(
      name: "dojo-link", path: "Sources/App/link",
      // It is C, and starts once for each command of a sandbox, where the Swift runtime is not even visible.
      linkerSettings: [.unsafeFlags(["-nostartfiles", "-static-executable"], .when(platforms: [.linux]))]),

    .target(
      name: "TestSupport", dependencies: ["Basics", "OCI", "Shell"], path: "Tests/TestSupport",
      swiftSettings: strict),
    tests(of: "Basics"),
    tests(of: "OCI", ["Basics"]),
    tests(of: "DockerAPI", ["Basics"]),
    tests(of: "Markdown", ["Basics"]),
    tests(of: "YAML"),
    tests(of: "HTTPClient", ["Basics", "HTTPServer"]),
    tests(of: "EngineClient", ["Basics", "DockerAPI", "HTTPServer"]),
    tests(of: "HTTPServer", ["Basics", .product(name: "NIOEmbedded", package: "swift-nio")] + nio),
    tests(of: "Shell", ["Basics"]),
    tests(of: "ContentStore", ["Basics", "OCI"]),
    tests(of: "RegistryClient", ["Basics", "OCI", "ContentStore", "Registry", "HTTPClient", "HTTPServer"]),
    tests(of: "Registry", ["Basics", "OCI", "ContentStore", "HTTPClient", "HTTPServer", "Credentials"]),
    tests(of: "Credentials", ["Basics"]),
    tests(
      of: "Engine",
      [
        "Basics", "OCI", "DockerAPI", "ContentStore", "EngineClient", "DockerCLI", "HTTPClient", "HTTPServer",
        "Shell", "Registry", "RegistryClient",
      ]),
    tests(of: "DockerCLI", ["Basics", "OCI", "DockerAPI", "EngineClient", "HTTPServer"] + nio),
    tests(of: "Lessons", ["Basics", "Markdown"]),
    tests(of: "Checks", ["Basics", "Lessons", "DockerCLI", "HTTPClient"]),
    tests(
      of: "Practice", ["Basics", "Lessons", "Checks", "DockerCLI", "EngineClient", "Engine", "Shell"]),
    tests(of: "Archive", ["Basics"]),
    tests(of: "Submissions", ["Basics", "Archive", "Shell"]),
    tests(of: "Reports", ["Basics"]),
    tests(
      of: "Grading",
      [
        "Basics", "Lessons", "Checks", "Practice", "Engine", "Shell", "Submissions", "Reports", "HTTPServer",
        "DockerCLI", "dojo", "dojo-link",
      ]),
    tests(of: "DojoCommands", ["Basics", "Lessons", "Checks", "Practice", "Shell", "dojo", argumentParser]),
  ],
  swiftLanguageModes: [.v6]
)
