import Foundation
import Glibc
import RoostModel
import RoostSystem

/// A command that ends when whoever started it is gone: it reads an input that only its starter holds open.
enum HeldCommand {
  static func start(_ program: String, _ arguments: [String]) throws -> (pid_t, OwnedDescriptor) {
    var ends: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw Problem.lastSystemCall("make a pair of sockets") }
    let (reading, writing) = (OwnedDescriptor(owning: ends[0]), OwnedDescriptor(owning: ends[1]))
    let variables = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
    let start = ProcessStart(program: program, arguments: arguments, variables: variables, input: reading.number)
    return (try start.spawn(), writing)
  }
}
