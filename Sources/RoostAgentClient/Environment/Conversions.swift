package import RoostAgentProtocol
package import RoostModel

extension ExitStatus {
  package init(_ record: ExitRecord) {
    let reason: ExitReason =
      switch record.reason {
      case .exited(let code): .exited(code)
      case .signaled(let signal): .signaled(signal)
      case .outOfMemory: .outOfMemory
      case .destroyed: .destroyed
      case .timedOut: .timedOut
      }
    self.init(reason, at: Double(record.nanoseconds) / 1e9)
  }
}

extension EnvironmentLimit {
  init(_ limit: ReachedLimit) {
    self =
      switch limit {
      case .time: .time
      case .disk: .disk
      }
  }
}

extension ServedPort {
  init(_ record: PortRecord) {
    let listener = record.process.map { Listener(pid: $0.pid, name: $0.command) }
    self.init(port: record.port, address: record.addressText, process: listener)
  }
}

extension OutputChunk {
  init(_ record: OutputRecord) {
    let channel: OutputChannel =
      switch record.channel {
      case .standardOutput: .standardOutput
      case .standardError: .standardError
      case .terminal: .terminal
      }
    self.init(channel: channel, offset: record.offset, bytes: record.bytes, at: Double(record.nanoseconds) / 1e9)
  }
}
