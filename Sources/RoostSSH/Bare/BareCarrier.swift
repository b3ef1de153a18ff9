import Glibc
import Logging
import RoostAgentClient
import RoostAgentProtocol
import RoostModel
import RoostSystem
import SystemPackage

/// A host that no agent runs on. An agent of this machine holds a session there for each process, so that output, input and
/// terminals are as everywhere, and outlive the daemon; but a session that is lost takes its output along.
struct BareCarrier: AgentCarrier {
  let hosts: SSHHosts
  let host: FarHost
  let spec: EnvironmentSpec
  let directory: EnvironmentDirectory

  static let searchPath = PlainPlan.usualSearchPath

  func start() async throws(Problem) -> AgentAddress {
    do throws(Problem) {
      let facts = try await host.connection.facts()
      let (spec, address) = (spec, host.address)
      try await BlockingWork.run { () throws(Problem) in try BareRules.check(spec, facts, address) }
      var record = BareRecord(directory: facts.places.environments.appending(spec.id.text).string)
      try await write(record)
      let made = try await host.connection.brief(BareScript.make(record.directory, places: places(record)))
      guard made.status == .exited(0) else { throw problem("made", record.directory, made) }
      let agent = try await BlockingWork.run { () throws(Problem) in try launch() }
      record.agent = agent
      try await write(record)
      return .local(agent)
    } catch {
      await end(within: .zero)
      throw error
    }
  }

  func paths(_ record: BareRecord) -> PathMap { PathMap(spec, files: FilePath(record.directory).appending("files")) }

  private func places(_ record: BareRecord) -> [String] {
    let place = FilePath(record.directory)
    let own = paths(record).own(below: place.appending("files")).map(\.string)
    return [place.appending("tmp").string] + own
  }

  /// It starts nothing but `ssh`, as whoever we are, whose connection it is. Blocking.
  private func launch() throws(Problem) -> AgentProcess {
    var boot = BootSpec(directory: directory.path.string, enclosure: .sharedNetwork, user: geteuid(), group: getegid())
    boot.workingDirectory = "/"
    boot.variables = ["PATH=\(BareCarrier.searchPath)", "HOME=/", "LC_ALL=C.UTF-8"]
    let launch = AgentLaunch(
      executable: hosts.configuration.agent, limit: hosts.configuration.bootLimit, log: directory.bootLog)
    guard let agent = AgentProcess(pid: try launch.run(boot)) else { throw BootProblem.silent(log: directory.bootLog) }
    return agent
  }

  private func write(_ record: BareRecord) async throws(Problem) {
    let directory = directory
    try await BlockingWork.run { () throws(Problem) in try record.write(to: directory) }
  }

  /// One that cannot be read names nothing that could be ended.
  var record: BareRecord? {
    get async {
      let directory = directory
      return await BlockingWork.run { (try? BareRecord.read(directory)) ?? nil }
    }
  }

  /// Whoever is asked to end there ends its session here.
  func endFar(within limit: Duration) async throws(Problem) {
    let script = BareScript.end(mark: BareRecord.mark(of: spec.id), await record?.directory, patience: limit)
    let answer: SSHAnswer
    do throws(Problem) {
      answer = try await host.connection.brief(script, within: limit + .seconds(20), isRepeatable: true)
    } catch {
      // What has taken all sessions is what has to end.
      guard error.code == .environmentState else { throw error }
      answer = try await host.connection.alone(script, within: limit + .seconds(20))
    }
    guard answer.status == .exited(0) else { throw problem("emptied", spec.id.text, answer) }
  }

  /// A failure is only told.
  func askToEnd(within limit: Duration) async {
    do throws(Problem) {
      try await endFar(within: limit)
    } catch {
      hosts.logger.warning(
        "environment may still run on its host", metadata: ["environment.id": "\(spec.id)", "problem": "\(error.message)"])
    }
  }

  func end(within limit: Duration) async {
    await askToEnd(within: .zero)
    guard let agent = await record?.agent else { return }
    await agent.waitForEnd(within: limit)
    agent.kill()
    await agent.waitForEnd(within: .seconds(5))
  }

  /// Fails while the host is out of reach: what is there would never be found again.
  func remove() async throws(Problem) {
    if let record = await record {
      try await endFar(within: .zero)
      record.agent?.kill()
      let answer = try await host.connection.brief(
        FarScript.removeTree(record.directory), within: .seconds(120), isRepeatable: true)
      guard answer.status == .exited(0) else { throw problem("removed", record.directory, answer) }
    }
    try await DirectoryRemoval.remove(directory.path)
  }

  private func problem(_ what: String, _ path: String, _ answer: SSHAnswer) -> Problem {
    Problem(
      .environmentState, "\(path) on \(host.address) cannot be \(what)",
      hint: "look at it: \(host.address.commandLine) ls -la .cache/roost/environments", cause: answer.errors)
  }
}
