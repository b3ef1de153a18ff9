import Foundation
import RoostAgentProtocol

/// The real agent, which lies beside the test executable.
enum AgentExecutable {
  static var path: String {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (tests as NSString).deletingLastPathComponent + "/roost-agent"
  }

  /// Runs `roost-agent boot`, through another command when one is given.
  static func boot(_ spec: BootSpec, through prefix: [String] = [], executable: String = path) throws -> BootReport {
    let answer = try run(prefix + [executable, "boot"], input: spec.encoded)
    return try BootReport(decoding: answer)
  }

  static func run(_ arguments: [String], input: [UInt8] = []) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let (stdin, stdout) = (Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    try process.run()
    // Who has read enough may be gone before everything is written.
    signal(SIGPIPE, SIG_IGN)
    try? stdin.fileHandleForWriting.write(contentsOf: input)
    try stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Array(output)
  }
}
