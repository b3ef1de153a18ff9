import RoostAgentClient
package import SystemPackage

/// What all plain processes of one daemon have in common.
package struct ProcessConfiguration: Sendable {
  /// `$ROOST_HOME`.
  package var home: FilePath
  /// The `roost-agent` executable.
  package var agent: FilePath
  /// The host's programs, as `PATH` writes it.
  package var searchPath = PlainPlan.usualSearchPath
  package var bootLimit: Duration = .seconds(20)
  /// How long an agent may take to answer a request that does not wait for anything.
  package var answerLimit: Duration = .seconds(10)

  package init(home: FilePath, agent: FilePath) {
    self.home = home
    self.agent = agent
  }

  var environments: FilePath { home.appending("environments").appending("process") }
}
