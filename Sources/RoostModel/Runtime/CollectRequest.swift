/// What may be thrown away: layers nobody uses and downloads nobody needs.
package struct CollectRequest: Codable, Sendable, Equatable {
  /// Stop when the store is no larger; `nil` takes everything that is unused.
  package var budget: ByteCount?
  package var dryRun: Bool

  package init(
    budget: ByteCount? = nil, dryRun: Bool = false
  ) {
    self.budget = budget
    self.dryRun = dryRun
  }
}

/// What was thrown away, or would be.
package struct CollectResult: Codable, Sendable, Equatable {
  package var layers: [String]
  package var downloads: Int
  /// Images of a container engine that held copies of layers. Their bytes are the engine's, none of the store's.
  package var images: [String]
  package var imagesFreed: ByteCount
  package var freed: ByteCount
  /// Size of the store afterwards.
  package var kept: ByteCount
  package var transaction: Int?

  package init(
    layers: [String], downloads: Int, images: [String] = [], imagesFreed: ByteCount = ByteCount(0), freed: ByteCount,
    kept: ByteCount, transaction: Int? = nil
  ) {
    self.layers = layers
    self.downloads = downloads
    self.images = images
    self.imagesFreed = imagesFreed
    self.freed = freed
    self.kept = kept
    self.transaction = transaction
  }
}

extension CollectResult {
  package var isEmpty: Bool { layers.isEmpty && downloads == 0 && images.isEmpty }
}

extension CollectResult {
  /// A daemon that knew nothing of images says nothing of them.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      layers: try container.decode([String].self, forKey: .layers),
      downloads: try container.decode(Int.self, forKey: .downloads),
      images: try container.decodeIfPresent([String].self, forKey: .images) ?? [],
      imagesFreed: try container.decodeIfPresent(ByteCount.self, forKey: .imagesFreed) ?? ByteCount(0),
      freed: try container.decode(ByteCount.self, forKey: .freed), kept: try container.decode(ByteCount.self, forKey: .kept),
      transaction: try container.decodeIfPresent(Int.self, forKey: .transaction))
  }
}

extension CollectRequest {
  /// What is left out has its default.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      budget: try container.decodeIfPresent(ByteCount.self, forKey: .budget),
      dryRun: try container.decodeIfPresent(Bool.self, forKey: .dryRun) ?? false)
  }
}
