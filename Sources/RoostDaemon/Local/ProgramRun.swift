import Glibc
import Logging
import RoostEnvironments
package import RoostModel
import RoostSystem
import SystemPackage

/// Runs one program in a sandbox of this process, attached to its standard streams, from start to end.
package struct ProgramRun: Sendable {
  private let settings: Settings
  private let sandboxes: LocalSandboxes
  private let request: ProgramRequest

  /// `control` is what reaches the program from outside; it is read until the program ends.
  package static func run(
    _ request: ProgramRequest, home: HomeDirectory, control: AsyncStream<ProgramControl>
  ) async throws(Problem) -> ExitStatus {
    // A reader of our output that goes away ends the program, not us before we have cleared up.
    signal(SIGPIPE, SIG_IGN)
    let settings = try await SettingsLoader(options: ServeOptions(home: home.path), environment: ProcessVariables.all).load()
    var logger = Logger(label: "roost") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    let sandboxes = LocalSandboxes(settings: settings, logger: logger)
    let run = ProgramRun(settings: settings, sandboxes: sandboxes, request: request)
    return try await sandboxes.using { () async throws(Problem) in try await run.inSandbox(control) }
  }

  /// When a program cannot write in the directory.
  package static func warning(for directory: String) throws(Problem) -> String? {
    let place = try WorkPlace.look(at: directory, sudoUser: ProcessVariables.all["SUDO_UID"])
    guard place.isUnwritable else { return nil }
    return "\(directory) belongs to root, as whom nothing runs in a sandbox, and its file system cannot show it as somebody "
      + "else's: the program cannot change it. "
      + "Give it to a user first: chown -R 1000 \(directory)"
  }

  private func inSandbox(_ control: AsyncStream<ProgramControl>) async throws(Problem) -> ExitStatus {
    guard geteuid() == 0 || request.network != .outbound else {
      throw Problem(
        .unsupported, "without root, a sandbox has no network that leads out",
        hint: "leave --network out, or run it as root: sudo roost run --network outbound ...")
    }
    let place = try WorkPlace.look(at: request.directory, sudoUser: ProcessVariables.all["SUDO_UID"])
    let strategy = try await sandboxes.strategy()
    let pipes = request.terminal == nil ? try ProgramPipes.make(in: try await sandboxes.place(), user: place.user) : nil
    let environment = try await strategy.prepare(spec(place, pipes))
    do throws(Problem) {
      try await environment.boot()
      let status = try await attended(environment, pipes, control)
      try await environment.destroy(grace: .zero)
      return status
    } catch {
      try await environment.destroy(grace: .zero)
      throw error
    }
  }

  private func spec(_ place: WorkPlace, _ pipes: ProgramPipes?) -> EnvironmentSpec {
    let network = request.network ?? (geteuid() == 0 ? .outbound : .none)
    var spec = EnvironmentSpec(layers: request.layers.map(\.tree), user: place.user, network: network)
    var work = BindMount(source: place.source, target: place.target, readOnly: false)
    work.owner = place.owner
    spec.mounts = [work] + (pipes.map { [$0.mount] } ?? [])
    spec.workingDirectory = place.target
    spec.variables = ["HOME": "/tmp", "SSL_CERT_FILE": "/etc/ssl/certs/ca-certificates.crt"]
    spec.variables["NODE_EXTRA_CA_CERTS"] = spec.variables["SSL_CERT_FILE"]
    for layer in request.layers { spec.variables.merge(layer.variables) { _, upper in upper } }
    spec.variables.merge(settings.proxyVariables) { $1 }
    spec.variables.merge(request.variables) { $1 }
    return spec
  }

  private func attended(
    _ environment: any Environment, _ pipes: ProgramPipes?, _ control: AsyncStream<ProgramControl>
  ) async throws(Problem) -> ExitStatus {
    let stop = try StopSwitch()
    let relays = try pipes?.relays() ?? []
    var process = pipes?.process(request.command) ?? ProcessSpec(request.command[0], Array(request.command.dropFirst()))
    process.acceptsInput = true
    process.terminal = request.terminal
    let program = try await environment.spawn(process)
    do {
      return try await withThrowingTaskGroup(of: Bool.self) { group in
        // Whatever happens, nobody waits for a stream any more.
        defer {
          stop.raise()
          group.cancelAll()
        }
        ProgramRun.addOutputs(relays, program, stop, to: &group)
        group.addTask {
          try await ProgramInput(process: program, stop: stop).run()
          return false
        }
        group.addTask {
          await ProgramRun.obey(control, program)
          return false
        }
        let status = try await program.exitStatus()
        stop.raise()
        var open = max(1, relays.count)
        while open > 0, let isOutput = try await group.next() { open -= isOutput ? 1 : 0 }
        return status
      }
    } catch { throw Problem.unexpected(error, during: "running \(request.command[0])") }
  }

  /// Each ends with `true` when all of its output has been passed on.
  private static func addOutputs(
    _ relays: [StreamRelay], _ program: any ProcessHandle, _ stop: StopSwitch, to group: inout ThrowingTaskGroup<Bool, any Error>
  ) {
    for relay in relays {
      group.addTask {
        try await BlockingWork.run { () throws(Problem) in try relay.run(until: stop) }
        return true
      }
    }
    guard relays.isEmpty else { return }
    group.addTask {
      for try await chunk in program.output(from: 0) {
        try await BlockingWork.run { () throws(Problem) in _ = try StreamRelay.deliver(chunk.bytes[...], to: STDOUT_FILENO) }
      }
      return true
    }
  }

  /// One that has ended takes no notice.
  private static func obey(_ control: AsyncStream<ProgramControl>, _ program: any ProcessHandle) async {
    for await order in control {
      do throws(Problem) {
        switch order {
        case .signal(let number): try await program.signal(number)
        case .resized(let size): try await program.resize(size)
        }
      } catch { continue }
    }
  }
}
