extension HouseRule {
  /// What holds in Swift, sources and tests alike.
  static let code: [HouseRule] = [
    HouseRule(name: "handle the error instead of trapping on it", scope: .code, pattern: #"\btry!"#),
    HouseRule(name: "throw a Problem instead of ending the process", scope: .code, pattern: #"\bfatalError\("#),
    HouseRule(name: "make it Sendable, or use a Mutex or an actor", scope: .code, pattern: #"@unchecked\s+Sendable"#),
    // A package manager is a thing of the outside world, not a name that hides what a type does.
    HouseRule(
      name: "name the type after what it does", scope: .code,
      pattern:
        #"\b(?:class|struct|enum|actor|protocol|typealias)\s+(?!PackageManager\b|TestBase\b)\w*(?:Manager|Helpers?|Util(?:s|ity|ities)?|Impl|Base)\b"#
    ),
  ]

  /// Work that nobody waits for is started in these files only; everything else that lives long is a `Service`.
  static let unstructuredTasks = HouseRule(
    name: "a Task outlives its caller: use a Service, a task group, or add the file to the list with a reason",
    scope: .code, pattern: #"\bTask(?:\.detached|\.immediate)?\s*(?:<[^>]*>)?\s*(?:\([^)]*\))?\s*\{"#,
    exceptions: taskFiles)

  private static let taskFiles = [
    // A lost connection is noticed in a callback, and mended while nobody waits.
    "Sources/RoostAgentClient/Connection/AgentLink.swift",
    // Names are looked up again while environments live that may reach only them.
    "Sources/RoostAgentClient/Network/AddressRefresh.swift",
    // What a cancelled installation has begun is taken back all the same.
    "Sources/RoostInstaller/Install/Uncancelled.swift",
    // An event loop asks for a connection and may change its mind.
    "Sources/RoostGateway/Connection/PendingDial.swift",
  ]
}
