package import RoostModel
import RoostSystem

/// Makes what is kept of a password, in this process: it travels nowhere.
package enum PasswordEntry {
  package static func hash(_ password: String) async throws(Problem) -> PasswordHash {
    try await BlockingWork.run { () throws(Problem) in try Password.hash(password) }
  }
}
