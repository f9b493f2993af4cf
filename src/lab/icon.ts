/** Our picture, as the kernel's: water that runs over a dam. */
import { LabIcon } from '@jupyterlab/ui-components';

export const spillwayIcon = new LabIcon({
  name: 'jupyterlab-spillway:dam',
  svgstr: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" rx="10" fill="#12344d"/>
  <path d="M0 22q4-4 8 0t8 0t10 0V64H10A10 10 0 0 1 0 54Z" fill="#2880c0"/>
  <path d="M26 24h6c8 0 8 20 24 31V64H26Z" fill="#b9c4cc"/>
  <path d="M20 21.5h12c10 0 9 20 24 30" fill="none" stroke="#8fd3f4" stroke-width="6" stroke-linecap="round"/>
  <path d="M42 54q4-4 8 0t8 0l6-3A10 10 0 0 1 54 64H46Z" fill="#2880c0"/>
</svg>`
});
