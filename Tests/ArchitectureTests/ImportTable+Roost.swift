extension ImportTable {
  /// Never `Foundation` as a whole in what is shipped: it doubles the executable and the daemon's idle memory.
  private static let foundation = ["FoundationEssentials"]
  /// The operating system, for modules with effects.
  private static let system = foundation + ["Dispatch", "Glibc", "SystemPackage", "Logging"]
  private static let nio = ["NIOCore", "NIOPosix", "NIOHTTP1", "NIOConcurrencyHelpers"]

  static let roost = ImportTable(rows: foundations + engines + application)

  private static let foundations: [Row] = [
    Row(target: "CRoost", does: "system calls that Swift cannot make", ours: [], outside: []),
    Row(target: "CRoostArchive", does: "inflating, through zlib", ours: [], outside: []),
    Row(target: "CRoostPassword", does: "hashes of passwords, through libcrypt", ours: [], outside: []),
    Row(target: "CRoostEmbedded", does: "files that travel inside the executable", ours: [], outside: []),
    Row(
      target: "RoostModel", does: "values, identifiers, events, problems, rules", ours: [],
      outside: foundation + ["SystemPackage"]),
    Row(target: "RoostAgentProtocol", does: "the frames spoken with the agent", ours: [], outside: []),
    Row(
      target: "roost-agent", does: "builds a sandbox and is its process 1",
      ours: ["RoostAgentProtocol", "CRoost"], outside: ["Glibc"]),
    Row(
      target: "RoostSystem", does: "the operating system: commands, files, limits, networks",
      ours: ["RoostModel", "CRoost", "CRoostArchive", "CRoostPassword"], outside: system + ["Subprocess", "Crypto"]),
    Row(
      target: "RoostCatalog", does: "runtimes as data; project to plan; no effect but reading the project",
      ours: ["RoostModel", "CRoostEmbedded"],
      outside: foundation + ["Dispatch", "Glibc", "SystemPackage", "Yams", "OrderedCollections"]),
  ]

  private static let engines: [Row] = [
    Row(
      target: "RoostInstaller", does: "fetches, verifies and builds layers",
      ours: ["RoostModel", "RoostCatalog", "RoostSystem"],
      outside: system + ["AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1", "Crypto"]),
    Row(
      target: "RoostSources", does: "fetches the code of a deployment: archives, URLs, git", ours: ["RoostModel", "RoostSystem"],
      outside: system + ["AsyncHTTPClient", "NIOCore", "NIOHTTP1", "Crypto"]),
    Row(
      target: "RoostEnvironments", does: "the contract of a strategy", ours: ["RoostModel"],
      outside: system + ["AsyncAlgorithms"]),
    Row(
      target: "RoostAgentClient", does: "this side of an agent's socket: environments, whatever carries the agent",
      ours: ["RoostModel", "RoostSystem", "RoostEnvironments", "RoostAgentProtocol", "CRoost"], outside: system),
    Row(
      target: "RoostSandbox", does: "the sandbox strategy",
      ours: ["RoostModel", "RoostSystem", "RoostEnvironments", "RoostAgentProtocol", "RoostAgentClient", "CRoost"],
      outside: system),
    Row(
      target: "RoostProcess", does: "the process strategy: no isolation",
      ours: ["RoostModel", "RoostSystem", "RoostEnvironments", "RoostAgentProtocol", "RoostAgentClient"], outside: system),
    Row(
      target: "RoostSSH", does: "the SSH strategy: environments on other hosts",
      ours: ["RoostModel", "RoostSystem", "RoostEnvironments", "RoostAgentProtocol", "RoostAgentClient", "CRoost"],
      outside: system + ["Crypto"]),
    Row(
      target: "RoostDocker", does: "the docker strategy: containers of an engine of this machine",
      ours: ["RoostModel", "RoostSystem", "RoostEnvironments", "RoostAgentProtocol", "RoostAgentClient", "CRoost"],
      outside: system + ["AsyncHTTPClient", "NIOCore", "NIOPosix", "NIOHTTP1", "Crypto"]),
    Row(
      target: "RoostMachine", does: "the virtual machine strategy: machines of QEMU's",
      ours: ["RoostModel", "RoostSystem", "RoostEnvironments", "RoostAgentProtocol", "RoostAgentClient", "CRoost"],
      outside: system + ["Crypto"]),
    Row(
      target: "RoostStore", does: "SQLite: schema, records, queries", ours: ["RoostModel"],
      outside: system + ["GRDB", "Crypto"]),
    Row(
      target: "RoostGateway", does: "the reverse proxy: routes, targets, files", ours: ["RoostModel"],
      outside: system + nio + ["NIOSSL", "NIOTLS", "NIOHTTP2", "NIOHPACK", "Crypto", "ServiceLifecycle"]),
    Row(
      target: "RoostCertificates", does: "certificates and keys in files; the development CA; certbot",
      ours: ["RoostModel", "RoostSystem"], outside: system + ["Crypto", "X509", "SwiftASN1"]),
  ]

  private static let application: [Row] = [
    Row(
      target: "RoostApps", does: "deployments, releases, supervision, logs",
      ours: [
        "RoostModel", "RoostSystem", "RoostCatalog", "RoostInstaller", "RoostSources", "RoostEnvironments", "RoostStore",
        "RoostGateway",
      ], outside: system + ["ServiceLifecycle", "AsyncAlgorithms", "Crypto"]),
    Row(
      target: "RoostKeeper", does: "named environments that outlive their command",
      ours: ["RoostModel", "RoostSystem", "RoostEnvironments"], outside: system + ["ServiceLifecycle"]),
    Row(
      target: "RoostDashboard", does: "pages as values, to bytes of HTML; no effect", ours: ["RoostModel", "CRoostEmbedded"],
      outside: foundation),
    Row(
      target: "RoostServer", does: "the HTTP API and the pages, on a unix socket and on loopback",
      ours: ["RoostModel", "RoostDashboard"],
      outside: system + nio + ["Hummingbird", "HummingbirdCore", "HTTPTypes", "NIOHTTPTypes", "ServiceLifecycle", "Crypto"]),
    Row(
      target: "RoostClient", does: "a typed client of that API", ours: ["RoostModel"],
      outside: system + ["AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL"]),
    Row(
      target: "RoostDaemon", does: "settings to running services; the only importer of concrete strategies",
      ours: [
        "RoostModel", "RoostSystem", "RoostCatalog", "RoostInstaller", "RoostSources", "RoostEnvironments", "RoostSandbox",
        "RoostProcess", "RoostSSH", "RoostDocker", "RoostMachine", "RoostStore", "RoostGateway", "RoostApps", "RoostKeeper",
        "RoostServer",
        "RoostClient", "RoostCertificates", "CRoostEmbedded", "CRoost",
      ],
      outside: system + ["ServiceLifecycle", "UnixSignals", "Configuration", "Crypto", "NIOCore", "NIOPosix", "AsyncHTTPClient"]),
    Row(
      target: "RoostCommands", does: "the command line", ours: ["RoostModel", "RoostClient", "RoostCatalog", "RoostDaemon"],
      outside: system + ["ArgumentParser"]),
    Row(target: "roost", does: "main, three lines", ours: ["RoostCommands"], outside: []),
    Row(
      target: "RoostTestSupport", does: "what tests share; never shipped",
      ours: ["CRoost", "RoostModel", "RoostSystem", "RoostEnvironments"], outside: system + ["Foundation", "Testing"]),
  ]
}
