// swift-tools-version: 6.2
// One file however long: SwiftPM reads no other.
import Foundation
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]
let strictC: [CSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]

/// `make release` builds the agent first and names it here; every other build finds it beside the executable.
let embeddedAgent = ProcessInfo.processInfo.environment["ROOST_EMBED_AGENT"]

/// Where `make release` has put static libraries for what a bare machine may lack; they are found before the shared ones.
let staticLibraries = ProcessInfo.processInfo.environment["ROOST_STATIC_LIBRARIES"].map { ["-L", $0] } ?? []

/// The functions that every command runs through, as `make release` has found them: they are laid side by side.
let symbolOrder =
  ProcessInfo.processInfo.environment["ROOST_SYMBOL_ORDER"].flatMap { $0.isEmpty ? nil : $0 }
  .map { ["-Xlinker", "--symbol-ordering-file=\($0)", "-Xlinker", "--no-warn-symbol-ordering"] } ?? []

/// How the shipped executable is linked: unused code left out, equal code once, no symbols for others, small relocations.
let shipped =
  [
    "-use-ld=lld", "-Xlinker", "--gc-sections", "-Xlinker", "--icf=safe", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
    "-Xlinker", "--version-script=\(Context.packageDirectory)/scripts/roost.exports",
  ] + symbolOrder + staticLibraries

let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
/// What every strategy stands on: the contract, and the client of the agent that each starts somewhere.
let strategy: [Target.Dependency] = [
  "RoostModel", "RoostSystem", "RoostEnvironments", "RoostAgentProtocol", "RoostAgentClient", system, logging,
]
/// What tests every strategy on its engine.
let strategyTest: [Target.Dependency] = strategy + ["StrategyConformance", "RoostTestSupport"]
func nio(_ names: String...) -> [Target.Dependency] { names.map { .product(name: $0, package: "swift-nio") } }

let package = Package(
  name: "roost",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "roost", targets: ["roost"]),
    .executable(name: "roost-agent", targets: ["roost-agent"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
  ],
  targets: [
    .target(name: "CRoost", cSettings: strictC),
    .target(name: "CRoostArchive", cSettings: strictC, linkerSettings: [.linkedLibrary("z")]),
    .target(name: "CRoostPassword", cSettings: strictC, linkerSettings: [.linkedLibrary("crypt")]),
    .target(
      name: "CRoostEmbedded",
      cSettings: strictC + (embeddedAgent.map { [.define("ROOST_EMBED_AGENT", to: "\"\($0)\"")] } ?? [])),
    .target(name: "RoostModel", dependencies: [system], swiftSettings: strict),
    .target(
      name: "RoostSystem",
      dependencies: [
        "RoostModel", "CRoost", "CRoostArchive", "CRoostPassword", system, crypto, logging,
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: strict),
    .target(
      name: "RoostCatalog",
      dependencies: [
        "RoostModel", "CRoostEmbedded", system, .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["Resources"], swiftSettings: strict),
    .target(
      name: "RoostInstaller",
      dependencies: ["RoostModel", "RoostCatalog", "RoostSystem", system, crypto, logging, httpClient]
        + nio("NIOCore", "NIOPosix", "NIOHTTP1"),
      swiftSettings: strict),
    .target(
      name: "RoostSources",
      dependencies: ["RoostModel", "RoostSystem", system, crypto, logging, httpClient] + nio("NIOCore", "NIOHTTP1"),
      swiftSettings: strict),
    .target(name: "RoostAgentProtocol", swiftSettings: strict),
    .executableTarget(
      name: "roost-agent", dependencies: ["RoostAgentProtocol", "CRoost"], swiftSettings: strict,
      linkerSettings: [.unsafeFlags(["-static-executable"])]),
    .target(name: "RoostEnvironments", dependencies: ["RoostModel", system], swiftSettings: strict),
    .target(
      name: "RoostAgentClient",
      dependencies: ["RoostModel", "RoostSystem", "RoostEnvironments", "RoostAgentProtocol", "CRoost", system, logging],
      swiftSettings: strict),
    .target(name: "RoostSandbox", dependencies: strategy + ["CRoost"], swiftSettings: strict),
    .target(name: "RoostProcess", dependencies: strategy, swiftSettings: strict),
    .target(name: "RoostSSH", dependencies: strategy + ["CRoost", crypto], swiftSettings: strict),
    .target(
      name: "RoostDocker", dependencies: strategy + ["CRoost", crypto, httpClient] + nio("NIOCore", "NIOPosix", "NIOHTTP1"),
      swiftSettings: strict),
    .target(name: "RoostMachine", dependencies: strategy + ["CRoost", crypto], swiftSettings: strict),
    .target(
      name: "RoostStore", dependencies: ["RoostModel", system, grdb],
      swiftSettings: strict),
    .target(
      name: "RoostGateway",
      dependencies: [
        "RoostModel", system, crypto, logging, lifecycle, .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOHTTP2", package: "swift-nio-http2"),
      ] + nio("NIOCore", "NIOPosix", "NIOTLS"),
      swiftSettings: strict),
    .target(
      name: "RoostCertificates",
      dependencies: [
        "RoostModel", "RoostSystem", system, crypto, .product(name: "X509", package: "swift-certificates"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ],
      swiftSettings: strict),
    .target(
      name: "RoostApps",
      dependencies: [
        "RoostModel", "RoostSystem", "RoostCatalog", "RoostInstaller", "RoostSources", "RoostEnvironments", "RoostStore",
        "RoostGateway", system, crypto, logging, lifecycle,
      ],
      swiftSettings: strict),
    .target(
      name: "RoostKeeper",
      dependencies: ["RoostModel", "RoostSystem", "RoostEnvironments", system, logging, lifecycle], swiftSettings: strict),
    .target(
      name: "RoostDashboard", dependencies: ["RoostModel", "CRoostEmbedded"], exclude: ["Assets"], swiftSettings: strict),
    .target(
      name: "RoostServer",
      dependencies: [
        "RoostModel", "RoostDashboard", system, crypto, logging, lifecycle,
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"), .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
      ] + nio("NIOCore", "NIOPosix"),
      swiftSettings: strict),
    .target(
      name: "RoostClient",
      dependencies: ["RoostModel", httpClient, .product(name: "NIOSSL", package: "swift-nio-ssl")]
        + nio("NIOCore", "NIOPosix", "NIOHTTP1"),
      swiftSettings: strict),
    .target(
      name: "RoostDaemon",
      dependencies: [
        "RoostModel", "RoostSystem", "RoostCatalog", "RoostInstaller", "RoostSources", "RoostEnvironments", "RoostSandbox",
        "RoostProcess", "RoostSSH", "RoostDocker", "RoostMachine", "RoostStore", "RoostGateway", "RoostApps", "RoostKeeper",
        "RoostServer", "RoostCertificates", "CRoostEmbedded", "CRoost", system, crypto, logging, lifecycle,
        .product(name: "Configuration", package: "swift-configuration"),
      ],
      swiftSettings: strict),
    .target(
      name: "RoostCommands",
      dependencies: [
        "RoostModel", "RoostClient", "RoostCatalog", "RoostDaemon", system,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "roost", dependencies: ["RoostCommands"], swiftSettings: strict,
      linkerSettings: [.unsafeFlags(shipped, .when(configuration: .release))]),

    .executableTarget(
      name: "gateway-bench",
      dependencies: [
        "RoostModel", "RoostGateway", system, logging, .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/gateway/Sources", swiftSettings: strict),
    .target(
      name: "RoostTestSupport", dependencies: ["CRoost", "RoostModel", "RoostSystem", "RoostEnvironments", system],
      exclude: ["engine.sh"], swiftSettings: strict),
    .target(name: "Checkout", path: "Tests/Checkout", swiftSettings: strict),
    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", dependencies: ["Checkout"], swiftSettings: strict),
    .testTarget(name: "GuardTests", dependencies: ["Checkout"], swiftSettings: strict),
    .testTarget(name: "RoostModelTests", dependencies: ["RoostModel", "SeededRandom"], swiftSettings: strict),
    .testTarget(
      name: "RoostKeeperTests", dependencies: ["RoostKeeper", "RoostEnvironments", "RoostModel", system], swiftSettings: strict),
    .testTarget(name: "RoostStoreTests", dependencies: ["RoostStore", "RoostModel", grdb, system], swiftSettings: strict),
    .testTarget(
      name: "RoostAppsTests",
      dependencies: [
        "RoostApps", "RoostModel", "RoostCatalog", "RoostEnvironments", "RoostGateway", "RoostInstaller", "RoostSources",
        "RoostStore", "RoostSystem", "RoostTestSupport", "SeededRandom", logging, system,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RoostCatalogTests", dependencies: ["RoostCatalog", "RoostModel", "CRoostEmbedded", system], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "RoostDashboardTests", dependencies: ["RoostDashboard", "RoostModel", "Checkout"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .target(
      name: "DaemonFixture", dependencies: ["RoostModel", "RoostServer", "RoostClient", logging, lifecycle],
      path: "Tests/DaemonFixture", swiftSettings: strict),
    .testTarget(
      name: "RoostServerTests",
      dependencies: [
        "RoostModel", "RoostServer", "DaemonFixture", "RoostTestSupport", "Checkout", logging, lifecycle,
        .product(name: "Hummingbird", package: "hummingbird"),
      ] + nio("NIOCore", "NIOEmbedded"),
      swiftSettings: strict),
    .testTarget(
      name: "RoostClientTests",
      dependencies: ["RoostModel", "RoostServer", "RoostClient", "DaemonFixture", "RoostTestSupport"]
        + nio("NIOCore", "NIOPosix"),
      swiftSettings: strict),
    .testTarget(
      name: "RoostCommandsTests",
      dependencies: [
        "RoostModel", "RoostCatalog", "RoostServer", "RoostClient", "RoostCommands", "DaemonFixture", "Checkout",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RoostDaemonTests",
      dependencies: [
        "RoostDaemon", "RoostServer", "RoostStore", "RoostGateway", "RoostModel", "RoostSystem", "CRoost", logging, system,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RoostSystemTests", dependencies: ["RoostModel", "RoostSystem", "SeededRandom", system], swiftSettings: strict),
    .target(
      name: "InstallerFixture",
      dependencies: ["RoostModel", "RoostCatalog", "RoostSystem", "RoostInstaller", system, logging],
      path: "Tests/InstallerFixture", swiftSettings: strict),
    .executableTarget(
      name: "installer-crash-probe", dependencies: ["InstallerFixture", "RoostInstaller", system],
      path: "Tests/InstallerCrashProbe", swiftSettings: strict),
    .executableTarget(
      name: "host-crash-probe", dependencies: ["RoostModel", "RoostCatalog", "RoostInstaller", system, logging],
      path: "Tests/HostCrashProbe", swiftSettings: strict),
    .testTarget(
      name: "RoostInstallerTests",
      dependencies: [
        "RoostModel", "RoostCatalog", "RoostSystem", "RoostInstaller", "RoostTestSupport", "SeededRandom",
        "InstallerFixture", "installer-crash-probe", "host-crash-probe", system, crypto, logging,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RoostSourcesTests", dependencies: ["RoostSources", "RoostModel", "RoostSystem", "RoostTestSupport", system, crypto],
      exclude: ["server.py"], swiftSettings: strict),
    .testTarget(
      name: "RoostGatewayTests",
      dependencies: [
        "RoostGateway", "RoostModel", "RoostSystem", "RoostCertificates", "RoostTestSupport", "SeededRandom", system, logging,
        lifecycle, .product(name: "NIOHPACK", package: "swift-nio-http2"),
      ]
        + nio("NIOCore", "NIOPosix", "NIOHTTP1", "NIOEmbedded"),
      exclude: ["Corpus"], swiftSettings: strict),
    .testTarget(
      name: "RoostCertificatesTests", dependencies: ["RoostCertificates", "RoostModel", "RoostSystem", system],
      swiftSettings: strict),
    .executableTarget(
      name: "sandbox-probe",
      dependencies: [
        "StrategyConformance", "RoostModel", "RoostSystem", "RoostEnvironments", "RoostSandbox", "RoostProcess", system, logging,
      ],
      path: "Tests/RoostSandboxProbe", swiftSettings: strict),
    .executableTarget(
      name: "strategy-benchmark",
      dependencies: [
        "RoostModel", "RoostEnvironments", "RoostSandbox", "RoostProcess", "RoostDocker", "RoostSSH", "RoostMachine", system,
        logging,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/strategies/Sources", swiftSettings: strict),
    .testTarget(
      name: "RoostEnvironmentsTests", dependencies: ["RoostEnvironments", "RoostModel"], swiftSettings: strict),
    .testTarget(
      name: "RoostAgentClientTests",
      dependencies: ["RoostAgentClient", "RoostAgentProtocol", "RoostEnvironments", "RoostModel", logging, system],
      swiftSettings: strict),
    .target(
      name: "StrategyConformance",
      dependencies: ["RoostModel", "RoostSystem", "RoostEnvironments", "RoostTestSupport", system, crypto],
      path: "Tests/StrategyConformance", swiftSettings: strict),
    .testTarget(
      name: "RoostSandboxTests", dependencies: strategyTest + ["RoostSandbox", "sandbox-probe"], swiftSettings: strict),
    .testTarget(
      name: "RoostProcessTests", dependencies: strategyTest + ["RoostProcess", "sandbox-probe"], swiftSettings: strict),
    .testTarget(name: "RoostSSHTests", dependencies: strategyTest + ["RoostSSH"], swiftSettings: strict),
    .testTarget(
      name: "RoostDockerTests",
      dependencies: strategyTest + ["RoostDocker", "CRoost", httpClient] + nio("NIOCore", "NIOPosix", "NIOHTTP1"),
      swiftSettings: strict),
    .testTarget(name: "RoostMachineTests", dependencies: strategyTest + ["RoostMachine"], swiftSettings: strict),
    .testTarget(name: "RoostAgentProtocolTests", dependencies: ["RoostAgentProtocol"], swiftSettings: strict),
    .testTarget(name: "RoostAgentTests", dependencies: ["RoostAgentProtocol", "CRoost"], swiftSettings: strict),
    // No test target may depend on roost-agent: its static linking would carry over. Tests find it beside their bundle.
    .testTarget(
      name: "EndToEndTests", dependencies: ["RoostTestSupport", "RoostModel", system],
      exclude: ["acme-server.py", "git-server.py", "tls-proxy.py", "wrong-clock.c", "Frameworks"],
      swiftSettings: strict),
  ]
)
