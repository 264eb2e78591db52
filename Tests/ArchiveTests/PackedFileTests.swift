import Archive
import Basics
import Testing

struct `A file that is packed` {
  @Test(arguments: [
    "QlpoOTFBWSZTWd/Hm4cAAApBgAAQLghAACAAIj1Gj1CGAgkOERPF3JFOFCQ38ebhwA==",
    "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AAUAA1dADgYSJnNXBuXmoCIAAAAAAAAbZrFbL6uTm8AASkVK84dCR+2830BAAAAAARZWg==",
  ])
  func `with bzip2 or xz unpacks to what it holds, and to nothing when it is cut off or too long`(
    text: String
  )
    throws
  {
    let bytes = try #require(Base64.decoded(text))
    #expect(PackedFile.recognises(bytes))
    #expect(try PackedFile.unpack(bytes) == Array("packed\npacked\npacked\n".utf8))
    #expect(throws: ArchiveProblem.self) { try PackedFile.unpack(Array(bytes.dropLast(8))) }
    #expect(throws: ArchiveProblem.tooManyBytes(limit: 5)) { try PackedFile.unpack(bytes, limit: 5) }
  }

  @Test func `with anything else is not recognised`() {
    #expect(!PackedFile.recognises([0x1F, 0x8B, 0x08]) && !PackedFile.recognises([]))
  }
}
