extension String {
  /// A number that a text has in every process and on every computer (FNV-1a), unlike its hash value.
  var sum: UInt64 { utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 } }
}
