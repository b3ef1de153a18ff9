import RoostModel
import Testing

@testable import RoostServer

@Suite struct PeerPolicyTests {
  private func admits(_ user: UInt32, owner: UInt32) -> Bool {
    (try? PeerPolicy(owner: owner).check(PeerCredentials(userID: user))) != nil
  }

  @Test func rootAndTheOwnerAreAdmitted() {
    #expect(admits(0, owner: 0))
    #expect(admits(0, owner: 1000))
    #expect(admits(1000, owner: 1000))
  }

  @Test func everybodyElseIsNot() {
    #expect(!admits(1000, owner: 0))
    #expect(!admits(1001, owner: 1000))
    #expect(!admits(.max, owner: 0))
  }

  @Test func theKernelsStructureFits() { #expect(MemoryLayout<PeerCredentials>.size == 12) }
}
