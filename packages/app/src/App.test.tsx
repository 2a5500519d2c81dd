import { render, screen } from '@testing-library/react';
import App from './App';

it('starts with the portal frame and the guest signed in or asked to', async () => {
  process.env = {
    NODE_ENV: 'test',
    APP_CONFIG: [
      {
        context: 'test',
        data: {
          app: { title: 'Pipeline portal', baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
        },
      },
    ] as unknown as string,
  };
  render(App.createRoot());
  expect(await screen.findByText(/guest/i)).toBeInTheDocument();
});
