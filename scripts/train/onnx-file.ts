import onnxProto from 'onnx-proto'

const { onnx } = onnxProto

/**
 * An ONNX graph that adds up token vectors: input_ids → last_hidden_state, one row a text, which
 * Transformers.js takes as is with `pooling: 'cls'`. Normalised, a sum is a mean; summing here takes a
 * tenth of the time that pooling in JavaScript does. Vectors are 8-bit whole numbers with one scale a
 * token; those of padding and of unknown words are zero.
 */
export function createOnnxFile(weights: Float32Array, dimension: number): Uint8Array {
  const rows = weights.length / dimension
  const { quantized, scales } = quantizeRows(weights, dimension)
  const { FLOAT, INT8, INT64 } = onnx.TensorProto.DataType
  const tensorType = (elemType: number, ...shape: (string | number)[]) => ({
    tensorType: {
      elemType,
      shape: {
        dim: shape.map((size) =>
          typeof size === 'string' ? { dimParam: size } : { dimValue: size },
        ),
      },
    },
  })
  const attribute = (name: string, i: number) => ({
    name,
    i,
    type: onnx.AttributeProto.AttributeType.INT,
  })
  const model = onnx.ModelProto.create({
    irVersion: 8,
    producerName: 'mot-cua',
    opsetImport: [{ domain: '', version: 13 }],
    graph: {
      name: 'static-embedder',
      input: [{ name: 'input_ids', type: tensorType(INT64, 'batch', 'tokens') }],
      output: [{ name: 'last_hidden_state', type: tensorType(FLOAT, 'batch', 1, dimension) }],
      initializer: [
        { name: 'vectors', dataType: INT8, dims: [rows, dimension], rawData: bytesOf(quantized) },
        { name: 'scales', dataType: FLOAT, dims: [rows, 1], rawData: bytesOf(scales) },
        { name: 'token_axis', dataType: INT64, dims: [1], int64Data: [1] },
      ],
      node: [
        {
          opType: 'Gather',
          input: ['vectors', 'input_ids'],
          output: ['row'],
          attribute: [attribute('axis', 0)],
        },
        {
          opType: 'Gather',
          input: ['scales', 'input_ids'],
          output: ['scale'],
          attribute: [attribute('axis', 0)],
        },
        {
          opType: 'Cast',
          input: ['row'],
          output: ['row_float'],
          attribute: [attribute('to', FLOAT)],
        },
        { opType: 'Mul', input: ['row_float', 'scale'], output: ['token_vectors'] },
        {
          opType: 'ReduceSum',
          input: ['token_vectors', 'token_axis'],
          output: ['last_hidden_state'],
          attribute: [attribute('keepdims', 1)],
        },
      ],
    },
  })
  return onnx.ModelProto.encode(model).finish()
}

function quantizeRows(weights: Float32Array, dimension: number) {
  const quantized = new Int8Array(weights.length)
  const scales = new Float32Array(weights.length / dimension)
  scales.forEach((_, row) => {
    const values = weights.subarray(row * dimension, (row + 1) * dimension)
    const scale = Math.max(...values.map(Math.abs)) / 127 || 1
    scales[row] = scale
    values.forEach((value, d) => {
      quantized[row * dimension + d] = Math.round(value / scale)
    })
  })
  return { quantized, scales }
}

function bytesOf({ buffer, byteOffset, byteLength }: Int8Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
