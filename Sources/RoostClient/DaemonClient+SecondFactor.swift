import NIOHTTP1
package import RoostModel

extension DaemonClient {
  /// Not in force until ``confirmSecondFactor(_:code:)``.
  package func offerSecondFactor(_ name: AccessName) async throws(Problem) -> SecondFactorOffer {
    try await value(.POST, "accounts/\(name)/totp")
  }

  package func confirmSecondFactor(_ name: AccessName, code: String) async throws(Problem) -> RecoveryCodes {
    try await value(.PUT, "accounts/\(name)/totp", body: SecondFactorProof(code: code))
  }

  package func removeSecondFactor(_ name: AccessName) async throws(Problem) {
    try await done(.DELETE, "accounts/\(name)/totp")
  }
}
