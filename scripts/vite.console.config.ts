import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const root = fileURLToPath(new URL('../src/ui/console', import.meta.url))

/** Builds the staff console into `dist/console`, to be served under `/console/`. */
export default defineConfig({
  root,
  base: '/console/',
  define: { 'process.env.NODE_ENV': '"production"' },
  // Tests build it too, where Vite would take the development JSX.
  oxc: { jsx: { runtime: 'automatic', development: false } },
  publicDir: false,
  build: {
    outDir: fileURLToPath(new URL('../dist/console', import.meta.url)),
    emptyOutDir: true,
    // Windows 7 machines of ward offices end at Chrome 109.
    target: ['chrome103', 'safari16', 'firefox102'],
    // The content security policy allows no inline data but images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
