import RoostEnvironments
import RoostModel

extension KeptEnvironment {
  func spawn(_ request: ProcessRequest) async throws(Problem) -> ProcessSummary {
    let spec = try request.spec()
    let environment = try running()
    let process = try await measure(.spawn) { () async throws(Problem) in try await environment.spawn(spec) }
    try await started(process.number, request.command)
    return ProcessSummary(number: process.number, command: request.command, startedAt: services.now())
  }

  func process(_ number: ProcessNumber) async throws(Problem) -> any ProcessHandle {
    let found = try await running().processes().first { $0.number == number }
    guard let found else { throw Problem.noSuchProcess(number, record.name) }
    return found
  }

  func input(_ input: ProcessInput, to number: ProcessNumber) async throws(Problem) {
    let process = try await process(number)
    if let bytes = input.bytes { try await process.write(bytes.values) }
    if input.closes == true { try await process.closeInput() }
    if let size = input.size { try await process.resize(size) }
    guard let signal = input.signal else { return }
    guard (1...64).contains(signal) else {
      throw Problem(.usageInvalid, "\(signal) is no signal", hint: "give its number: 15")
    }
    try await process.signal(signal)
  }

  /// Of one that does not answer what is written down, to where that ends now.
  func output(of number: ProcessNumber, from offset: UInt64, follows: Bool) async throws(Problem) -> ProcessOutputReader {
    if observed.state.isOver || (observed.state == .paused && !follows) {
      return try await writtenOutput(of: number, from: offset)
    }
    let process = try await process(number)
    // Nothing comes after the end, so all of it is there.
    let hasEnded = observed.processes[number].flatMap { $0 } != nil
    let end = follows || hasEnded ? nil : try await process.outputEnd()
    return ProcessOutputReader(process, from: offset, to: end)
  }

  private func writtenOutput(of number: ProcessNumber, from offset: UInt64) async throws(Problem) -> ProcessOutputReader {
    let strategy = try services.strategies.strategy(record.spec.strategy)
    let found = try await strategy.writtenOutput(of: number, in: record.spec.id, from: offset)
    let isKnown = record.commands[number.rawValue] != nil || observed.processes[number] != nil
    guard isKnown || found?.isSilent == false else { throw Problem.noSuchProcess(number, record.name) }
    guard let written = found else {
      // Its agent has it, elsewhere.
      _ = try running()
      throw Problem.gone(record.name)
    }
    let exit = written.exit ?? observed.processes[number].flatMap { $0 }
    let lost = ExitStatus(.lost, at: services.now())
    return ProcessOutputReader(written.chunks, from: offset, exit: exit ?? (observed.state.isOver ? lost : nil))
  }
}
