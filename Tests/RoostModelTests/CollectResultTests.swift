import Foundation
import RoostModel
import Testing

@Suite struct CollectResultTests {
  @Test func aDaemonThatKnowsNoImagesIsUnderstood() throws {
    let json = Data(#"{"layers":["a"],"downloads":2,"freed":3,"kept":4}"#.utf8)
    let result = try JSONDecoder().decode(CollectResult.self, from: json)
    #expect(result == CollectResult(layers: ["a"], downloads: 2, freed: ByteCount(3), kept: ByteCount(4)))
    let all = CollectResult(
      layers: [], downloads: 0, images: ["roost/stack:a"], imagesFreed: ByteCount(5), freed: ByteCount(0), kept: ByteCount(1),
      transaction: 6)
    #expect(try JSONDecoder().decode(CollectResult.self, from: try JSONEncoder().encode(all)) == all)
  }
}
