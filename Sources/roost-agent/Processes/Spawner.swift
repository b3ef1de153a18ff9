import CRoost
import Glibc
import RoostAgentProtocol

/// Starts programs inside the sandbox.
final class Spawner {
  private let variables: Variables
  private let workingDirectory: String
  private let ruleset: Descriptor?
  private let priority: MemoryPriority
  /// Where files of ours are somebody else's on the host, none may be one that runs as its owner.
  private let refusesSetID: Bool
  /// Where no namespace ends with the agent.
  private let diesWithUs: Bool

  init(_ spec: BootSpec, ruleset: Descriptor?, priority: MemoryPriority) {
    variables = Variables(spec.variables)
    workingDirectory = spec.workingDirectory
    self.ruleset = ruleset
    self.priority = priority
    refusesSetID = spec.mounts.contains { $0.owner != nil }
    diesWithUs = spec.enclosure != .sandbox
  }

  /// Returns its pid once the program runs.
  func start(_ request: SpawnRequest, _ streams: StandardStreams) throws(SpawnFailure) -> Int32 {
    guard let name = request.arguments.first, !name.isEmpty, Variables.areValid(request.variables) else {
      throw SpawnFailure(stage: .arguments, errno: EINVAL)
    }
    let variables = variables.overridden(by: request.variables)
    let directory = try open(request.workingDirectory.isEmpty ? workingDirectory : request.workingDirectory)
    let candidates = CStrings(Program(name, path: variables["PATH"]).candidates)
    let arguments = CStrings(request.arguments)
    let block = CStrings(variables.list)
    var stage = ROOST_SPAWN_FORK
    let pid = priority.raised {
      withExtendedLifetime((candidates, arguments, block, directory)) {
        candidates.withPointers { candidates in
          arguments.withPointers { arguments in
            block.withPointers { block in
              var plan = roost_spawn_plan(
                candidates: candidates, arguments: arguments, variables: block, input: streams.theirs.input.number,
                output: streams.theirs.output.number, error: streams.theirs.error.number, directory: directory.number,
                ruleset: ruleset?.number ?? -1, has_terminal: streams.terminal != nil,
                refuses_set_id: refusesSetID, dies_with_us: diesWithUs)
              return roost_spawn(&plan, &stage)
            }
          }
        }
      }
    }
    guard pid >= 0 else { throw SpawnFailure(stage: SpawnFailure.Stage(stage), errno: -pid) }
    return pid
  }

  /// Never through /proc's links to open files: one planted inside would lead to our own.
  private func open(_ path: String) throws(SpawnFailure) -> Descriptor {
    let number = roost_open(AT_FDCWD, path, ROOST_O_PATH | O_DIRECTORY, 0, ROOST_NO_MAGICLINKS)
    guard number >= 0 else { throw SpawnFailure(stage: .workingDirectory, errno: -number) }
    return Descriptor(number)
  }
}

extension SpawnFailure.Stage {
  fileprivate init(_ stage: roost_spawn_stage) {
    switch stage {
    case ROOST_SPAWN_TERMINAL: self = .terminal
    case ROOST_SPAWN_DIRECTORY: self = .workingDirectory
    case ROOST_SPAWN_ISOLATION: self = .isolation
    case ROOST_SPAWN_EXECUTE: self = .execute
    default: self = .fork
    }
  }
}
