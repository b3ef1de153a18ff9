import RoostModel
import Subprocess
import SystemPackage

/// One run of an ``ExternalCommand``.
struct CommandRun: Sendable {
  let command: ExternalCommand
  let line: (@Sendable (String) -> Void)?

  private static let errorTail = 16 << 10
  /// Between SIGTERM and SIGKILL.
  private static let grace = Duration.seconds(2)

  /// With nothing to read on standard input.
  func run() async throws(Problem) -> CommandResult { try await run(input: .none) }

  /// Keeps standard output.
  func run(input: some InputProtocol) async throws(Problem) -> CommandResult {
    try await limited {
      let result = try await Subprocess.run(configuration, input: input, output: .sequence, error: .sequence) { execution in
        async let errors = errorText(execution.standardError)
        let output = try await outputText(execution.standardOutput)
        return (output, try await errors)
      }
      return CommandResult(
        status: reason(result.terminationStatus), standardOutput: result.closureResult.0, standardError: result.closureResult.1)
    }
  }

  /// Sends standard output to a descriptor, which is closed in this process once the command has it.
  func run(outputTo descriptor: FileDescriptor) async throws(Problem) -> CommandResult {
    try await limited {
      let result = try await Subprocess.run(
        configuration, input: .none, output: .fileDescriptor(descriptor, closeAfterSpawningProcess: true), error: .sequence
      ) { execution in try await errorText(execution.standardError) }
      return CommandResult(status: reason(result.terminationStatus), standardOutput: "", standardError: result.closureResult)
    }
  }

  /// Reads one descriptor and writes another; both are closed in this process once the command has them.
  func run(from input: FileDescriptor, to output: FileDescriptor) async throws(Problem) -> CommandResult {
    try await limited {
      let result = try await Subprocess.run(
        configuration, input: .fileDescriptor(input, closeAfterSpawningProcess: true),
        output: .fileDescriptor(output, closeAfterSpawningProcess: true), error: .sequence
      ) { execution in try await errorText(execution.standardError) }
      return CommandResult(status: reason(result.terminationStatus), standardOutput: "", standardError: result.closureResult)
    }
  }

  /// Feeds standard input and hands on standard output while it runs.
  func run(
    input: @escaping @Sendable () async throws -> [UInt8]?, output: @escaping @Sendable ([UInt8]?) async throws -> Void
  ) async throws(Problem) -> CommandResult {
    try await limited {
      let result = try await Subprocess.run(configuration, input: .inputWriter, output: .sequence, error: .sequence) {
        execution in
        try await withThrowingTaskGroup(of: String?.self) { group in
          defer { group.cancelAll() }
          let writer = execution.standardInputWriter
          group.addTask {
            while let piece = try await input(), try await writer.write(piece) == piece.count {}
            try await writer.finish()
            return nil
          }
          let errors = execution.standardError
          group.addTask { try await errorText(errors) }
          for try await buffer in execution.standardOutput { try await output(buffer.withUnsafeBytes { Array($0) }) }
          try await output(nil)
          while let text = try await group.next() { if let text { return text } }
          return ""
        }
      }
      return CommandResult(status: reason(result.terminationStatus), standardOutput: "", standardError: result.closureResult)
    }
  }

  private var configuration: Configuration {
    var options = PlatformOptions()
    options.processGroupID = 0
    options.teardownSequence = [.send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: CommandRun.grace)]
    let tool = command.tool
    var variables: [Environment.Key: String?] = [:]
    for (name, value) in command.variables { variables[Environment.Key(stringLiteral: name)] = value }
    let environment =
      command.inheritsVariables ? Environment.inherit.updating(variables) : .custom(variables.compactMapValues { $0 })
    return Configuration(
      executable: tool.contains("/") ? .path(FilePath(tool)) : .name(tool), arguments: Arguments(command.arguments),
      environment: environment, workingDirectory: command.workingDirectory, platformOptions: options)
  }

  private func outputText(_ stream: SubprocessOutputSequence) async throws -> String {
    var bytes: [UInt8] = []
    var splitter = LineSplitter()
    for try await buffer in stream {
      let chunk = buffer.withUnsafeBytes { Array($0) }
      guard bytes.count + chunk.count <= command.outputLimit else { throw tooMuchOutput }
      bytes += chunk
      if let line { splitter.lines(in: chunk).forEach(line) }
    }
    if let line { splitter.flush().map(line) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func errorText(_ stream: SubprocessOutputSequence) async throws -> String {
    var tail = OutputTail(limit: CommandRun.errorTail)
    var splitter = LineSplitter()
    for try await buffer in stream {
      let chunk = buffer.withUnsafeBytes { Array($0) }
      tail.append(chunk)
      if let line { splitter.lines(in: chunk).forEach(line) }
    }
    if let line { splitter.flush().map(line) }
    return tail.text
  }

  private var tooMuchOutput: Problem {
    Problem(
      .toolFailed, "`\(command.tool)` wrote more than \(ByteCount(UInt64(command.outputLimit)))",
      hint: "run it by hand to see why: \(command.text)")
  }

  /// Runs `body` against the command's timeout.
  private func limited(_ body: @escaping @Sendable () async throws -> CommandResult) async throws(Problem) -> CommandResult {
    do {
      return try await withThrowingTaskGroup(of: CommandResult?.self) { group in
        defer { group.cancelAll() }
        group.addTask { try await body() }
        group.addTask {
          try await ContinuousClock().sleep(for: command.timeout)
          return nil
        }
        if let result = try await group.next(), let result { return result }
        throw Problem(
          .timeout, "`\(command.tool)` did not end within \(command.timeout.components.seconds) s",
          hint: "run it by hand to see what it waits for: \(command.text)")
      }
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw RequiredTool.missing(command.tool)
    } catch {
      throw Problem.unexpected(error, during: "running \(command.tool)")
    }
  }

  private func reason(_ status: TerminationStatus) -> ExitReason {
    switch status {
    case .exited(let code): .exited(code)
    case .signaled(let signal): .signaled(signal)
    }
  }
}
