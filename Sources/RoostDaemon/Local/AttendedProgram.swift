import Glibc
import RoostEnvironments
import RoostModel
import RoostSystem

/// A program in an environment, with this process's standard streams for its own.
struct AttendedProgram: Sendable {
  let request: ProgramRequest
  let environment: any Environment
  /// `nil` where output comes from the agent's journal.
  let pipes: ProgramPipes?

  func run(_ control: AsyncStream<ProgramControl>) async throws(Problem) -> ExitStatus {
    let stop = try StopSwitch()
    let relays = try pipes?.relays() ?? []
    var process = pipes?.process(request.command) ?? ProcessSpec(request.command[0], Array(request.command.dropFirst()))
    process.acceptsInput = true
    process.terminal = request.terminal
    process.timeLimit = request.timeLimit
    let program = try await environment.spawn(process)
    do {
      return try await withThrowingTaskGroup(of: Bool.self) { group in
        // Whatever happens, nobody waits for a stream any more.
        defer {
          stop.raise()
          group.cancelAll()
        }
        AttendedProgram.addOutputs(relays, program, stop, to: &group)
        group.addTask {
          try await AttendedProgram.input(of: program, until: stop).run()
          return false
        }
        group.addTask {
          await AttendedProgram.obey(control, program)
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

  private static func input(of program: any ProcessHandle, until stop: StopSwitch) -> ProgramInput {
    ProgramInput(
      until: stop, write: { (bytes) async throws(Problem) in try await program.write(bytes) },
      close: { () async throws(Problem) in try await program.closeInput() })
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
        let target = chunk.channel == .standardError ? STDERR_FILENO : STDOUT_FILENO
        try await BlockingWork.run { () throws(Problem) in _ = try StreamRelay.deliver(chunk.bytes[...], to: target) }
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
